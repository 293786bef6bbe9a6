import type { WasmModule } from '../frame/binary.ts';
import { binaryItems } from '../frame/binary-items.ts';
import { moduleData } from './module-data.ts';
import { moduleFunctions } from './module-functions.ts';
import { unreadCode } from '../code/unread-code.ts';

/**
 * Decodes every section of a core module (core spec 3.0, "Binary Format", 5). WasmFormatError when one is malformed; code
 * with opcodes that are not known is not, see unreadCode. Types and indices are not checked: invalid is not malformed.
 */
export function checkModule(module: WasmModule): void {
  binaryItems(module);
  // Sections that are missing where others count on them.
  moduleFunctions(module);
  moduleData(module);
  unreadCode(module);
}

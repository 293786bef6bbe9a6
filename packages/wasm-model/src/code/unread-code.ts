import type { WasmModule } from '../frame/binary.ts';
import { ByteReader } from '../frame/byte-reader.ts';
import { findSection } from '../frame/find-section.ts';
import { memoize } from '../frame/memoize.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';
import { FIRST_PREFIX } from './immediates.ts';
import { InstructionCursor } from './instruction-cursor.ts';
import { linkingInstructions } from './linking-instructions.ts';
import { Opcode } from './opcodes.ts';

/** Functions whose code is not known to its end. */
export interface UnreadCode {
  /** By rising index. What stands before the first unknown bits is known all the same. */
  readonly functions: Uint32Array;
  /** What is unknown in the first of them, with its offset; undefined when all code is known. */
  readonly problem: string | undefined;
}

const needDataCount: ReadonlySet<number> = new Set([
  Opcode.memoryInit,
  Opcode.dataDrop,
  Opcode.arrayNewData,
  Opcode.arrayInitData,
]);

/**
 * Walks the code of a module and says which functions have opcodes, flags or kinds that nothing known gives a meaning.
 * Code that is malformed is a WasmFormatError: also what names a data segment without a data count section (core spec 3.0,
 * "Modules", 5.5.17).
 */
export const unreadCode: (module: WasmModule) => UnreadCode = memoize((module) => {
  const { offsets, unread, problem } = linkingInstructions(module);
  if (findSection(module, 'data_count') === undefined) refuseDataSegments(module, offsets);
  return { functions: unread, problem };
});

function refuseDataSegments(module: WasmModule, offsets: Uint32Array): void {
  const cursor = new InstructionCursor(new ByteReader(module.bytes, module.start, module.end));
  for (const offset of offsets) {
    if ((module.bytes[offset] as number) < FIRST_PREFIX) continue;
    cursor.readAt(offset);
    if (!needDataCount.has(cursor.opcode)) continue;
    throw new WasmFormatError(offset, 'expected a data count section, as code names a data segment');
  }
}

import type { WasmModule } from '../frame/binary.ts';
import { findSection } from '../frame/find-section.ts';
import { walkBody } from './function-body.ts';
import { GrowableArray } from '../frame/growable-array.ts';
import type { InstructionCursor } from './instruction-cursor.ts';
import { memoize } from '../frame/memoize.ts';
import { moduleFunctions } from '../module/module-functions.ts';
import { Opcode } from './opcodes.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';

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
  const functions = moduleFunctions(module);
  const wanted = new Uint8Array(256);
  if (findSection(module, 'data_count') === undefined) {
    for (const opcode of needDataCount) wanted[opcode >>> 16] = 1;
  }
  const unread = new GrowableArray();
  let problem: string | undefined;
  for (let index = functions.imported; index < functions.count; index++) {
    const unknown = unlessUnknown(() => walkBody(module, functions, index, wanted, refuseDataSegments));
    if (unknown === undefined) continue;
    unread.push(index);
    problem ??= unknown.message;
  }
  return { functions: unread.finish(), problem };
});

function refuseDataSegments({ opcode, offset }: InstructionCursor): void {
  if (!needDataCount.has(opcode)) return;
  throw new WasmFormatError(offset, 'expected a data count section, as code names a data segment');
}

/** Runs `walk` and returns what it met that is unknown; other errors are thrown on. */
export function unlessUnknown(walk: () => void): WasmFormatError | undefined {
  try {
    walk();
    return undefined;
  } catch (error) {
    if (error instanceof WasmFormatError && error.isUnknown) return error;
    throw error;
  }
}

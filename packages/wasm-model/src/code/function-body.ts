import type { WasmModule } from '../frame/binary.ts';
import { ByteReader } from '../frame/byte-reader.ts';
import { GrowableArray } from '../frame/growable-array.ts';
import { InstructionCursor } from './instruction-cursor.ts';
import type { ModuleFunctions } from '../module/module-functions.ts';
import { moduleFunctions } from '../module/module-functions.ts';
import { readValueType } from '../module/value-type.ts';

/**
 * Calls `visit` for each instruction of a defined function (`index` in the function index space), the last `end`
 * included. The cursor is the same object every time. Locals are passed over; a body that does not end where it
 * should is a WasmFormatError (core spec 3.0, "Code Section", 5.5.13).
 */
export function walkFunction(
  module: WasmModule,
  index: number,
  visit: (cursor: InstructionCursor) => void,
): void {
  const reader = bodyReader(module, moduleFunctions(module), index);
  const cursor = new InstructionCursor(reader);
  while (cursor.next()) visit(cursor);
  reader.expectEnd('a function body');
}

/** Locals are counted in 32 bits ("Code Section", 5.5.13). */
const MAX_LOCALS = 0xffffffff;

/**
 * As walkFunction, for callers that want few instructions: visits those whose first byte `wanted` marks, by 256 bytes, and then throws
 * when the body is malformed.
 */
export function walkBody(
  module: WasmModule,
  functions: ModuleFunctions,
  index: number,
  wanted: Uint8Array,
  visit: (cursor: InstructionCursor) => void,
): void {
  const offsets = new GrowableArray();
  try {
    scanBody(module, functions, index, wanted, offsets);
  } finally {
    const cursor = new InstructionCursor(new ByteReader(module.bytes, module.start, module.end));
    for (const offset of offsets.finish()) {
      cursor.readAt(offset);
      visit(cursor);
    }
  }
}

/** Adds to `offsets` where the instructions of a body stand that `wanted` marks, also when it throws: what comes before. */
export function scanBody(
  module: WasmModule,
  functions: ModuleFunctions,
  index: number,
  wanted: Uint8Array,
  offsets: GrowableArray,
): void {
  const reader = bodyReader(module, functions, index);
  new InstructionCursor(reader).scan(wanted, offsets);
  reader.expectEnd('a function body');
}

/** A reader that stands on the first instruction, behind the locals. */
function bodyReader(module: WasmModule, functions: ModuleFunctions, index: number): ByteReader {
  const defined = index - functions.imported;
  const start = functions.bodyStart[defined];
  const end = functions.bodyEnd[defined];
  if (start === undefined || end === undefined) throw new RangeError(`function ${index} is not defined here`);
  const reader = new ByteReader(module.bytes, start, end);
  let locals = 0;
  for (let left = reader.count('groups of locals'); left > 0; left--) {
    locals += reader.u32('the number of locals');
    if (locals > MAX_LOCALS) reader.fail(`too many locals: ${locals}, of at most ${MAX_LOCALS}`);
    readValueType(reader);
  }
  return reader;
}

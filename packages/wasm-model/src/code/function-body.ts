import type { WasmModule } from '../frame/binary.ts';
import { ByteReader } from '../frame/byte-reader.ts';
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
  walkBody(module, moduleFunctions(module), index, everyOpcode, visit);
}

/** Locals are counted in 32 bits ("Code Section", 5.5.13). */
const MAX_LOCALS = 0xffffffff;

const everyOpcode = new Uint8Array(256).fill(1);

/** As walkFunction, for callers that walk every function: visits those whose first byte `wanted` marks, by 256 bytes. */
export function walkBody(
  module: WasmModule,
  functions: ModuleFunctions,
  index: number,
  wanted: Uint8Array,
  visit: (cursor: InstructionCursor) => void,
): void {
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
  const cursor = new InstructionCursor(reader);
  while (cursor.nextOf(wanted)) visit(cursor);
  reader.expectEnd('a function body');
}

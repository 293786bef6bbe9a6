import { ByteReader } from '../frame/byte-reader.ts';
import { InstructionCursor } from './instruction-cursor.ts';
import { Opcode } from './opcodes.ts';

/** Stands for "no function": a null reference, or one that is known only at run time. */
export const NO_FUNCTION = 0xffffffff;

/** Shared by all expressions that name none: they are many. */
const NO_FUNCTIONS: number[] = [];

/** A constant expression, read as far as it says something without being run (core spec 3.0, "Expressions", 5.4.10). */
export interface ConstantExpression {
  readonly start: number;
  readonly end: number;
  /** The value when the expression is one i32.const or i64.const (the latter exact to 2^53); else undefined. */
  readonly value: number | undefined;
  /** The function when the expression is one ref.func; else NO_FUNCTION. */
  readonly function: number;
  /** Whether it is one ref.null. */
  readonly isNull: boolean;
  /** Every function it names, also inside a larger expression such as struct.new. */
  readonly functions: readonly number[];
}

/** Moves over a constant expression. */
export function skipConstantExpression(reader: ByteReader): void {
  const cursor = new InstructionCursor(reader);
  while (cursor.next());
}

/** Reads a constant expression and moves the reader behind its `end`. */
export function readConstantExpression(reader: ByteReader): ConstantExpression {
  const start = reader.pos;
  const cursor = new InstructionCursor(reader);
  let functions = NO_FUNCTIONS;
  let instructions = 0;
  let value: number | undefined;
  let isNull = false;
  while (cursor.next() && cursor.depth > 0) {
    instructions++;
    if (cursor.opcode === Opcode.refFunc) {
      if (functions === NO_FUNCTIONS) functions = [];
      functions.push(cursor.first);
    } else if (cursor.opcode === Opcode.refNull) isNull = true;
    else if (cursor.opcode === Opcode.i32Const) value = cursor.first;
    else if (cursor.opcode === Opcode.i64Const) {
      value = new ByteReader(reader.bytes, cursor.offset + 1, reader.pos).s64('an i64 constant');
    }
  }
  const single = instructions === 1;
  return {
    start,
    end: reader.pos,
    value: single ? value : undefined,
    function: single && functions.length === 1 ? (functions[0] as number) : NO_FUNCTION,
    isNull: single && isNull,
    functions,
  };
}

/** Instructions as bytes. Each function below gives those of an expression, its operands first (core spec 3.0, 5.4). */
export type Code = readonly number[];

/** The types of values, by their byte ("Number Types", 5.3.1). */
export const I32 = 0x7f;
export const I64 = 0x7e;
export const F32 = 0x7d;
export const F64 = 0x7c;
export const V128 = 0x7b;

/** One after the other. */
export const code = (...parts: readonly Code[]): Code => parts.flat();

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
  return bytes;
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (; rest < -0x40 || rest >= 0x40; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest & 0x7f);
  return bytes;
}

const indexed =
  (opcode: number) =>
  (index: number): Code => [opcode, ...unsigned(index)];
const setting =
  (opcode: number) =>
  (index: number, value: Code): Code => [...value, opcode, ...unsigned(index)];
const unary =
  (opcode: number) =>
  (value: Code): Code => [...value, opcode];
const binary =
  (opcode: number) =>
  (left: Code, right: Code): Code => [...left, ...right, opcode];

export const I32_CONST = 0x41;
export const number = (value: number): Code => [I32_CONST, ...signed(value)];
export const number64 = (value: number): Code => [0x42, ...signed(value)];
export const local = indexed(0x20);
export const setLocal = setting(0x21);
export const global = indexed(0x23);
export const setGlobal = setting(0x24);
export const call = (index: number, ...operands: readonly Code[]): Code => [
  ...operands.flat(),
  0x10,
  ...unsigned(index),
];
export const drop = unary(0x1a);
export const RETURN: Code = [0x0f];

export const isZero = unary(0x45);
export const equal = binary(0x46);
/** Without sign, as all comparisons here. */
export const lessThan = binary(0x49);
export const greaterThan = binary(0x4b);
export const atLeast = binary(0x4f);
export const add = binary(0x6a);
export const subtract = binary(0x6b);
export const multiply = binary(0x6c);
export const or = binary(0x72);
export const shiftLeft = binary(0x74);
export const shiftRight = binary(0x76);
export const ones64 = unary(0x7b);
export const add64 = binary(0x7c);
export const to32 = unary(0xa7);
export const to64 = unary(0xad);

/** Does `then` when the condition is not 0. */
export const when = (condition: Code, ...then: readonly Code[]): Code => [
  ...condition,
  0x04,
  0x40,
  ...then.flat(),
  0x0b,
];
/** An i32: one or the other. */
export const either = (condition: Code, then: Code, otherwise: Code): Code => [
  ...condition,
  0x04,
  I32,
  ...then,
  0x05,
  ...otherwise,
  0x0b,
];
/** Does `body` again and again while the condition is not 0. */
export const whilst = (condition: Code, ...body: readonly Code[]): Code => [
  0x02,
  0x40,
  0x03,
  0x40,
  ...isZero(condition),
  0x0d,
  0x01,
  ...body.flat(),
  0x0c,
  0x00,
  0x0b,
  0x0b,
];

/** Bit 6 of the alignment: an index of a memory follows ("Memory Instructions", 5.4.5). */
const HAS_INDEX = 0x40;

const argument = (alignment: number, memory: number, offset: number): Code => [
  alignment | HAS_INDEX,
  ...unsigned(memory),
  ...unsigned(offset),
];
const loading =
  (opcode: number, alignment: number) =>
  (memory: number, address: Code, offset = 0): Code => [
    ...address,
    opcode,
    ...argument(alignment, memory, offset),
  ];
const storing =
  (opcode: number, alignment: number) =>
  (memory: number, address: Code, value: Code, offset = 0): Code => [
    ...address,
    ...value,
    opcode,
    ...argument(alignment, memory, offset),
  ];

export const load = loading(0x28, 2);
export const load64 = loading(0x29, 3);
export const loadByte = loading(0x2d, 0);
export const store = storing(0x36, 2);
export const store64 = storing(0x37, 3);
export const storeByte = storing(0x3a, 0);
/** In pages. */
export const memorySize = indexed(0x3f);
export const memoryGrow = (memory: number, pages: Code): Code => [...pages, 0x40, ...unsigned(memory)];
export const memoryFill = (memory: number, start: Code, byte: Code, length: Code): Code => [
  ...start,
  ...byte,
  ...length,
  0xfc,
  0x0b,
  ...unsigned(memory),
];

/** A function that does not stand in the module yet. */
export interface NewFunction {
  readonly params: readonly number[];
  readonly results: readonly number[];
  /** Types of its locals, after the parameters. */
  readonly locals: readonly number[];
  readonly code: Code;
}

/** A function's body as it stands in the code section, without its size. */
export function bodyOf({ locals, code: instructions }: Pick<NewFunction, 'locals' | 'code'>): number[] {
  return [...unsigned(locals.length), ...locals.flatMap((type) => [1, type]), ...instructions, 0x0b];
}

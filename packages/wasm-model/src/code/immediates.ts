/** What follows an opcode; the cursor knows how to read each. */
export const Immediate = {
  unknown: 0,
  none: 1,
  block: 2,
  tryTable: 3,
  else: 4,
  end: 5,
  delegate: 6,
  index: 7,
  twoIndices: 8,
  branchTable: 9,
  valueTypes: 10,
  memory: 11,
  memoryLane: 12,
  i32: 13,
  i64: 14,
  fourBytes: 15,
  eightBytes: 16,
  sixteenBytes: 17,
  byte: 18,
  heapType: 19,
  castBranch: 20,
  /** A memory argument that may name an ordering, then the same of an instruction that reads and writes. */
  atomic: 21,
  atomicUpdate: 22,
  /** An ordering, then none, one or two indices. */
  ordering: 23,
  orderedIndex: 24,
  orderedIndices: 25,
  orderedIndexUpdate: 26,
  orderedIndicesUpdate: 27,
  /** One or two indices, then handlers. */
  resume: 28,
  resumeThrow: 29,
} as const;

type Kind = (typeof Immediate)[keyof typeof Immediate];
type Row = readonly [from: number, to: number, kind: Kind];

function table(size: number, rows: readonly Row[]): Uint8Array {
  const kinds = new Uint8Array(size);
  for (const [from, to, kind] of rows) kinds.fill(kind, from, to + 1);
  return kinds;
}

/**
 * One-byte opcodes (core spec 3.0, "Instructions", 5.4; 0x06, 07, 09, 18, 19: the legacy exception proposal; 0xe0 to 0xe6:
 * stack-switching, Explainer.md, "Instructions").
 */
export const plainImmediates = table(256, [
  [0x00, 0x01, Immediate.none],
  [0x02, 0x04, Immediate.block],
  [0x05, 0x05, Immediate.else],
  [0x06, 0x06, Immediate.block],
  [0x07, 0x09, Immediate.index],
  [0x0a, 0x0a, Immediate.none],
  [0x0b, 0x0b, Immediate.end],
  [0x0c, 0x0d, Immediate.index],
  [0x0e, 0x0e, Immediate.branchTable],
  [0x0f, 0x0f, Immediate.none],
  [0x10, 0x10, Immediate.index],
  [0x11, 0x11, Immediate.twoIndices],
  [0x12, 0x12, Immediate.index],
  [0x13, 0x13, Immediate.twoIndices],
  [0x14, 0x15, Immediate.index],
  [0x18, 0x18, Immediate.delegate],
  [0x19, 0x1b, Immediate.none],
  [0x1c, 0x1c, Immediate.valueTypes],
  [0x1f, 0x1f, Immediate.tryTable],
  [0x20, 0x26, Immediate.index],
  [0x28, 0x3e, Immediate.memory],
  [0x3f, 0x40, Immediate.index],
  [0x41, 0x41, Immediate.i32],
  [0x42, 0x42, Immediate.i64],
  [0x43, 0x43, Immediate.fourBytes],
  [0x44, 0x44, Immediate.eightBytes],
  [0x45, 0xc4, Immediate.none],
  [0xd0, 0xd0, Immediate.heapType],
  [0xd1, 0xd1, Immediate.none],
  [0xd2, 0xd2, Immediate.index],
  [0xd3, 0xd4, Immediate.none],
  [0xd5, 0xd6, Immediate.index],
  [0xe0, 0xe0, Immediate.index],
  [0xe1, 0xe1, Immediate.twoIndices],
  [0xe2, 0xe2, Immediate.index],
  [0xe3, 0xe3, Immediate.resume],
  [0xe4, 0xe4, Immediate.resumeThrow],
  [0xe5, 0xe5, Immediate.resume],
  [0xe6, 0xe6, Immediate.twoIndices],
]);

/** Of stringref (Overview.md, "Instructions") those that the JS string builtins have an equal of, which binaryen writes. */
const STRING_OPERATIONS = [
  0x83, 0x85, 0x88, 0x89, 0x8a, 0x8b, 0x98, 0x9a, 0x9c, 0xa8, 0xa9, 0xaa, 0xb1, 0xb3, 0xb4, 0xb6,
];

/**
 * 0xFB: garbage collection (core spec 3.0, "Reference", "Aggregate" and "Control Instructions", 5.4); 31: shared-everything-threads;
 * 32 to 38: custom-descriptors; from 0x82: stringref.
 */
const garbageCollection = table(0xb7, [
  [0, 1, Immediate.index],
  [2, 5, Immediate.twoIndices],
  [6, 7, Immediate.index],
  [8, 10, Immediate.twoIndices],
  [11, 14, Immediate.index],
  [15, 15, Immediate.none],
  [16, 16, Immediate.index],
  [17, 19, Immediate.twoIndices],
  [20, 23, Immediate.heapType],
  [24, 25, Immediate.castBranch],
  [26, 31, Immediate.none],
  [32, 34, Immediate.index],
  [35, 36, Immediate.heapType],
  [37, 38, Immediate.castBranch],
  [0x82, 0x82, Immediate.index],
  ...STRING_OPERATIONS.map((opcode): Row => [opcode, opcode, Immediate.none]),
]);

/**
 * 0xFC: saturating truncation, bulk memory, tables; 18: memory-control; 19 to 22: wide-arithmetic; 0x30, 0x31:
 * half-precision.
 */
const bulk = table(0x32, [
  [0, 7, Immediate.none],
  [8, 8, Immediate.twoIndices],
  [9, 9, Immediate.index],
  [10, 10, Immediate.twoIndices],
  [11, 11, Immediate.index],
  [12, 12, Immediate.twoIndices],
  [13, 13, Immediate.index],
  [14, 14, Immediate.twoIndices],
  [15, 18, Immediate.index],
  [19, 22, Immediate.none],
  [0x30, 0x31, Immediate.memory],
]);

/** Opcodes that "Vector Instructions" leaves out between the first and the last one. */
const VECTOR_GAPS = [
  0x9a, 0xa2, 0xa5, 0xa6, 0xaf, 0xb0, 0xb2, 0xb3, 0xb4, 0xbb, 0xc2, 0xc5, 0xc6, 0xcf, 0xd0, 0xd2, 0xd3, 0xd4,
  0xe2, 0xee,
];

/** 0xFD: 128-bit vectors, relaxed ones from 0x100, half-precision ones from 0x120 (half-precision, Overview.md). */
const vector = table(0x150, [
  [0x00, 0x0b, Immediate.memory],
  [0x0c, 0x0d, Immediate.sixteenBytes],
  [0x0e, 0x14, Immediate.none],
  [0x15, 0x22, Immediate.byte],
  [0x23, 0x53, Immediate.none],
  [0x54, 0x5b, Immediate.memoryLane],
  [0x5c, 0x5d, Immediate.memory],
  [0x5e, 0x113, Immediate.none],
  [0x120, 0x120, Immediate.none],
  [0x121, 0x122, Immediate.byte],
  [0x130, 0x14b, Immediate.none],
  [0x14e, 0x14f, Immediate.none],
  ...VECTOR_GAPS.map((gap): Row => [gap, gap, Immediate.unknown]),
]);

/**
 * 0xFE: atomics (threads proposal, Overview.md, "Spec Changes"; orderings: relaxed-atomics), from 0x04 to 0x07 and from 0x4f
 * those of shared-everything-threads (Overview.md, "Instructions"). 0x72 is how wasm-tools writes ref.i31_shared.
 */
const atomic = table(0x73, [
  [0x00, 0x02, Immediate.atomic],
  [0x03, 0x03, Immediate.ordering],
  [0x04, 0x04, Immediate.none],
  [0x05, 0x05, Immediate.twoIndices],
  [0x06, 0x07, Immediate.none],
  [0x10, 0x1d, Immediate.atomic],
  [0x1e, 0x4e, Immediate.atomicUpdate],
  [0x4f, 0x50, Immediate.orderedIndex],
  [0x51, 0x57, Immediate.orderedIndexUpdate],
  [0x58, 0x59, Immediate.orderedIndex],
  [0x5a, 0x5b, Immediate.orderedIndexUpdate],
  [0x5c, 0x5f, Immediate.orderedIndices],
  [0x60, 0x66, Immediate.orderedIndicesUpdate],
  [0x67, 0x6a, Immediate.orderedIndex],
  [0x6b, 0x71, Immediate.orderedIndexUpdate],
  [0x72, 0x72, Immediate.none],
]);

/** Immediates of prefixed opcodes, by prefix byte minus 0xFB. */
export const prefixedImmediates: readonly Uint8Array[] = [garbageCollection, bulk, vector, atomic];

/** The first prefix byte. */
export const FIRST_PREFIX = 0xfb;

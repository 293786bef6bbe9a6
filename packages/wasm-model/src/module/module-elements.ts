import type { WasmModule } from '../frame/binary.ts';
import type { ByteReader } from '../frame/byte-reader.ts';
import { NO_FUNCTION, readConstantExpression } from '../code/constant-expression.ts';
import { findSection, sectionReader } from '../frame/find-section.ts';
import { MAX_SEGMENTS } from '../frame/item-limit.ts';
import { memoize } from '../frame/memoize.ts';
import { readReferenceType } from './value-type.ts';

/** An element segment: what is put into tables. */
export interface ElementSegment {
  readonly index: number;
  readonly mode: 'active' | 'passive' | 'declarative';
  /** The table of an active segment; 0 otherwise. */
  readonly table: number;
  /** Where in the table an active segment starts, when that is a constant; else undefined. */
  readonly tableOffset: number | undefined;
  /** The reference type of the items. */
  readonly type: string;
  /** Per item its function index; NO_FUNCTION where the item is null or not a single ref.func. */
  readonly functions: Uint32Array;
  /** Functions that items name inside a larger expression. */
  readonly otherFunctions: readonly number[];
  /** Whether an item is neither null nor a ref.func, such as the value of a global. */
  readonly hasUnknown: boolean;
  readonly start: number;
  readonly end: number;
}

/** Bits of the flag word (core spec 3.0, "Element Section", 5.5.12; bit 3 by the shared-everything-threads proposal). */
const NOT_ACTIVE = 1;
const EXPLICIT = 2;
const EXPRESSIONS = 4;
const SHARED = 8;

/** The element segments of a core module. */
export const moduleElements: (module: WasmModule) => readonly ElementSegment[] = memoize((module) => {
  const section = findSection(module, 'element');
  if (section === undefined) return [];
  const reader = sectionReader(module, section);
  const segments: ElementSegment[] = [];
  const count = reader.count('element segments', MAX_SEGMENTS);
  for (let index = 0; index < count; index++) segments.push(readSegment(reader, index));
  reader.expectEnd('the element section');
  return segments;
});

function readSegment(reader: ByteReader, index: number): ElementSegment {
  const start = reader.pos;
  const flags = reader.u32('the flags of an element segment');
  if (flags >= 2 * SHARED) reader.failUnknown(`unknown flags ${flags} of an element segment`, start);
  const active = (flags & NOT_ACTIVE) === 0;
  const explicit = (flags & EXPLICIT) !== 0;
  const table = active && explicit ? reader.u32('a table index') : 0;
  const tableOffset = active ? readConstantExpression(reader).value : undefined;
  const asExpressions = (flags & EXPRESSIONS) !== 0;
  let type = 'funcref';
  if (!active || explicit) type = asExpressions ? readReferenceType(reader) : readElementKind(reader);
  const items = asExpressions ? readExpressions(reader) : readIndices(reader);
  const inactive = explicit ? 'declarative' : 'passive';
  return {
    index,
    mode: active ? 'active' : inactive,
    table,
    tableOffset,
    type,
    ...items,
    start,
    end: reader.pos,
  };
}

function readElementKind(reader: ByteReader): string {
  reader.kind('element kind', 1);
  return 'funcref';
}

/** Shared by all segments without: they may be many. */
const NO_FUNCTIONS = new Uint32Array();
const NO_OTHERS: number[] = [];

const ofLength = (length: number): Uint32Array => (length === 0 ? NO_FUNCTIONS : new Uint32Array(length));

type Items = Pick<ElementSegment, 'functions' | 'otherFunctions' | 'hasUnknown'>;

function readIndices(reader: ByteReader): Items {
  const functions = ofLength(reader.count('functions'));
  for (let item = 0; item < functions.length; item++) functions[item] = reader.u32('a function index');
  return { functions, otherFunctions: NO_OTHERS, hasUnknown: false };
}

function readExpressions(reader: ByteReader): Items {
  const functions = ofLength(reader.count('items'));
  let otherFunctions = NO_OTHERS;
  let hasUnknown = false;
  for (let item = 0; item < functions.length; item++) {
    const expression = readConstantExpression(reader);
    functions[item] = expression.function;
    if (expression.function !== NO_FUNCTION) continue;
    if (!expression.isNull) hasUnknown = true;
    if (expression.functions.length === 0) continue;
    if (otherFunctions === NO_OTHERS) otherFunctions = [];
    for (const named of expression.functions) otherFunctions.push(named);
  }
  return { functions, otherFunctions, hasUnknown };
}

import type { Section, WasmBinary } from './binary.ts';
import { ByteReader } from './byte-reader.ts';
import { rememberNested } from '../component/enclosing-component.ts';
import { PREAMBLE_BYTES, readPreamble } from './read-preamble.ts';
import { componentSectionNames, coreSectionNames, coreSectionRank } from './section-ids.ts';
import { WasmFormatError } from './wasm-format-error.ts';

export interface ReadLimits {
  /** Binaries inside binaries, the outermost being 1. Default 100. */
  readonly maxDepth?: number;
  /** Sections in the whole file, nested ones included. Default 100,000. */
  readonly maxSections?: number;
}

interface Budget {
  readonly maxDepth: number;
  readonly maxSections: number;
  sections: number;
}

/** Offsets are kept in 32 bits. */
const MAX_FILE_BYTES = 0xffffffff;

/**
 * Reads the frame of a core module or a component: preamble, sections, nested binaries (core spec 3.0, "Modules", 5.5;
 * component-model Binary.md). What the sections hold is decoded on demand by the functions of this package.
 * Throws WasmFormatError, and nothing else, for whatever is malformed: its offset is absolute.
 */
export function readWasm(bytes: Uint8Array, limits: ReadLimits = {}): WasmBinary {
  if (bytes.length > MAX_FILE_BYTES) {
    throw new WasmFormatError(
      MAX_FILE_BYTES,
      `expected a file of less than 4 GiB, found ${bytes.length} bytes`,
    );
  }
  const budget = {
    maxDepth: limits.maxDepth ?? 100,
    maxSections: limits.maxSections ?? 100_000,
    sections: 0,
  };
  return readBinary(bytes, 0, bytes.length, 1, budget);
}

function readBinary(
  bytes: Uint8Array,
  start: number,
  end: number,
  depth: number,
  budget: Budget,
): WasmBinary {
  if (depth > budget.maxDepth) {
    throw new WasmFormatError(start, `binaries are nested deeper than ${budget.maxDepth}`);
  }
  const kind = readPreamble(bytes, start, end);
  const reader = new ByteReader(bytes, start + PREAMBLE_BYTES, end);
  const sections: Section[] = [];
  let rank = -1;
  while (reader.left > 0) {
    if (++budget.sections > budget.maxSections) reader.fail(`more than ${budget.maxSections} sections`);
    const section = kind === 'module' ? readCoreSection(reader) : readComponentSection(reader, depth, budget);
    if (kind === 'module') rank = checkOrder(section, rank);
    sections.push(section);
  }
  const binary: WasmBinary = { kind, bytes, start, end, sections };
  if (binary.kind === 'component') rememberNested(binary);
  return binary;
}

function readCoreSection(reader: ByteReader): Section {
  return readFrame(reader, coreSectionNames, 'core section');
}

function readComponentSection(reader: ByteReader, depth: number, budget: Budget): Section {
  const section = readFrame(reader, componentSectionNames, 'component section');
  if (section.name !== 'core_module' && section.name !== 'component') return section;
  const { payloadStart, payloadEnd } = section;
  const nested = readBinary(reader.bytes, payloadStart, payloadEnd, depth + 1, budget);
  const expected = section.name === 'component' ? 'component' : 'module';
  if (nested.kind !== expected) {
    throw new WasmFormatError(payloadStart, `expected a nested ${expected}, found a ${nested.kind}`);
  }
  return { ...section, nested };
}

function readFrame(reader: ByteReader, names: readonly Section['name'][], what: string): Section {
  const start = reader.pos;
  const id = reader.u8('a section id');
  const name = names[id];
  if (name === undefined) reader.failUnknown(`unknown ${what} id ${id}`, start);
  const sizeAt = reader.pos;
  const size = reader.u32(`the size of the ${name} section`);
  const payloadStart = reader.pos;
  if (size > reader.left) {
    reader.fail(
      `the ${name} section says it has ${size} bytes, but only ${reader.left} bytes are left`,
      sizeAt,
    );
  }
  const payloadEnd = payloadStart + size;
  reader.pos = payloadEnd;
  const inner = new ByteReader(reader.bytes, payloadStart, payloadEnd);
  const customName = id === 0 ? inner.name('the name of a custom section') : undefined;
  const headerBytes = payloadStart - start;
  const nested = undefined;
  return {
    id,
    name,
    customName,
    start,
    headerBytes,
    payloadStart,
    contentStart: inner.pos,
    payloadEnd,
    nested,
  };
}

function checkOrder(section: Section, last: number): number {
  const rank = coreSectionRank(section.name as (typeof coreSectionNames)[number]);
  if (rank === -1) return last;
  if (rank === last) throw new WasmFormatError(section.start, `a second ${section.name} section`);
  if (rank < last) {
    throw new WasmFormatError(
      section.start,
      `the ${section.name} section comes too late: it is out of order`,
    );
  }
  return rank;
}

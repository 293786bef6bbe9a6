import { printable } from '@wasmgate/contracts/printable';
import type { DataSizes, SegmentSize, StringSize } from '@wasmgate/contracts/size';
import { moduleData, type DataSegment, type WasmModule } from '@wasmgate/wasm-model';
import type { Names } from '../program/attribution.ts';
import type { Program, ProgramModule } from '../program/program.ts';
import { largest, sumOf } from './largest.ts';
import { addSourcePaths, SOURCE_PATH_PART } from './source-paths.ts';
import { countZeros, visitTextRuns } from './text-runs.ts';

/** Runs kept at a time while the longest are looked for: a hostile file has millions. */
const MAX_KEPT = 1_000;
/** Characters of a text that stand in the report. */
const MAX_SHOWN = 120;

/** Data of a file. */
export interface ProgramData {
  readonly sizes: DataSizes;
  /** Bytes that are certainly a crate's own, by its name. */
  readonly byCrate: ReadonlyMap<string, number>;
}

/** Reads the data segments of every core module. WasmFormatError when a data section is malformed. */
export function dataSizes({ modules }: Program, names: Names, limit: number): ProgramData {
  const byCrate = new Map<string, number>();
  const strings = new LongestStrings(limit);
  let count = 0;
  let bytes = 0;
  for (const program of modules) {
    const segments = moduleData(program.module);
    const mentions = pathMentions(program.module);
    for (const segment of segments) visitTexts({ program, segment }, mentions, strings, byCrate);
    count += segments.length;
    bytes += sumOf(segments, sizeOf);
  }
  const candidates = modules.flatMap((program) =>
    largest(moduleData(program.module), limit, sizeOf).items.map((segment): Placed => ({ program, segment })),
  );
  const { items } = largest(candidates, limit, bytesOf);
  const text = strings.finish();
  return {
    byCrate,
    sizes: {
      bytes,
      segments: {
        count,
        items: items.map((placed) => segmentSize(placed, names)),
        others: { count: count - items.length, bytes: bytes - sumOf(items, bytesOf) },
      },
      strings: { ...text, not_strings_bytes: bytes - strings.bytes },
    },
  };
}

/** A segment and the module it stands in. Go's linker writes a hundred thousand segments: this is made of the few that are listed. */
interface Placed {
  readonly program: ProgramModule;
  readonly segment: DataSegment;
}

const sizeOf = ({ start, payloadEnd }: DataSegment): number => payloadEnd - start;
const bytesOf = ({ segment }: Placed): number => sizeOf(segment);

/** Says whether what every source path has in it stands in a range. Ranges come in file order, so that a module is searched once. */
function pathMentions({ bytes, end: limit }: WasmModule): (start: number, end: number) => boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, limit);
  let next = -1;
  return (start, end) => {
    if (next < start) {
      const found = file.indexOf(SOURCE_PATH_PART, start);
      next = found < 0 ? limit : found;
    }
    return next + SOURCE_PATH_PART.length <= end;
  };
}

function visitTexts(
  { program: { module, number }, segment: { index, payloadStart, payloadEnd } }: Placed,
  mentions: (start: number, end: number) => boolean,
  strings: LongestStrings,
  byCrate: Map<string, number>,
): void {
  const { bytes } = module;
  const hasPaths = mentions(payloadStart, payloadEnd);
  visitTextRuns(bytes, payloadStart, payloadEnd, (from, to) => {
    if (strings.counts(to - from)) strings.keep({ start: from, end: to, number, index, bytes });
    if (hasPaths) addSourcePaths(decode(bytes, from, to), byCrate);
  });
}

function segmentSize({ program, segment }: Placed, { main, data }: Names): SegmentSize {
  const { module, number } = program;
  const { index, mode, address, payloadStart, payloadEnd } = segment;
  const name = main?.module === module ? data?.get(index) : undefined;
  let text = 0;
  visitTextRuns(module.bytes, payloadStart, payloadEnd, (from, to) => {
    text += to - from;
  });
  return {
    core_module: number,
    index,
    name: name ? printable(name) : null,
    mode,
    address: address ?? null,
    bytes: bytesOf({ program, segment }),
    string_bytes: text,
    zero_bytes: countZeros(module.bytes, payloadStart, payloadEnd),
  };
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly number: number;
  readonly index: number;
  readonly bytes: Uint8Array;
}

const lengthOf = ({ start, end }: Found): number => end - start;

/** Keeps the longest runs of many. */
class LongestStrings {
  count = 0;
  bytes = 0;
  readonly #limit: number;
  #kept: Found[] = [];
  /** Runs that are no longer than this do not get onto the list any more. */
  #least = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Counts a run, and says whether it may be one of the longest. */
  counts(length: number): boolean {
    this.count += 1;
    this.bytes += length;
    return length > this.#least;
  }

  keep(run: Found): void {
    this.#kept.push(run);
    if (this.#kept.length > MAX_KEPT + this.#limit) this.#cut();
  }

  finish(): Pick<DataSizes['strings'], 'count' | 'items' | 'others'> {
    this.#cut();
    const items = this.#kept.map(shown);
    const bytes = sumOf(items, (item) => item.bytes);
    const others = { count: this.count - items.length, bytes: this.bytes - bytes };
    return { count: this.count, items, others };
  }

  #cut(): void {
    this.#kept = [...largest(this.#kept, this.#limit, lengthOf).items];
    const last = this.#kept[this.#limit - 1];
    if (last !== undefined) this.#least = lengthOf(last);
  }
}

function shown({ start, end, number, index, bytes }: Found): StringSize {
  const text = decode(bytes, start, Math.min(end, start + MAX_SHOWN));
  return {
    core_module: number,
    segment: index,
    offset: start,
    bytes: end - start,
    text: printable(text, MAX_SHOWN),
  };
}

/** ASCII. */
const decode = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');

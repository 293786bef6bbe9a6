import { printable } from '@wasmgate/cli-kit';
import { customSections, moduleData, type WasmBinary } from '@wasmgate/wasm-model';
import { inspectText, type GroupCase } from './inspection.ts';
import { foldBytes } from './rules.ts';
import { walkBinary } from './walk-binary.ts';

/** Readable bytes shown before and after a match: Rust's literals lie end to end, without anything between. */
const BEFORE = 40;
const AFTER = 100;

/** A range of bytes that may hold text. */
interface Region {
  readonly source: 'string' | 'custom_section';
  readonly where: string;
  readonly start: number;
  readonly end: number;
}

/** Looks for mentions in data segments and custom sections, at every nesting level. Names are not strings: they have their own look. */
export function inspectStrings(binary: WasmBinary, groups: readonly GroupCase[]): void {
  for (const region of regionsOf(binary)) {
    const bytes = binary.bytes.subarray(region.start, region.end);
    inspectText(
      groups,
      foldBytes(bytes),
      region.source,
      (at) => `${region.where} at byte 0x${(region.start + at).toString(16)}`,
      (at, length) => readableAround(bytes, at, length),
      region.source === 'string' ? 'retained' : 'mentioned',
    );
  }
}

function* regionsOf(binary: WasmBinary): Generator<Region> {
  for (const { path, binary: inner } of walkBinary(binary)) {
    if (inner.kind === 'module') {
      for (const { index, payloadStart: start, payloadEnd: end } of moduleData(inner)) {
        yield { source: 'string', where: `${path} / data[${index}]`, start, end };
      }
    }
    for (const { customName = '', payloadStart: start, payloadEnd: end } of customSections(inner)) {
      if (inner.kind === 'module' && customName === 'name') continue;
      const label = printable(JSON.stringify(customName), 80);
      yield { source: 'custom_section', where: `${path} / custom ${label}`, start, end };
    }
  }
}

/** The run of readable ASCII around a match, as `strings` would show it, cut to a readable length. */
export function readableAround(bytes: Uint8Array, at: number, length: number): string {
  let start = at;
  let end = at + length;
  while (start > 0 && at - start < BEFORE && isReadable(bytes[start - 1])) start -= 1;
  while (end < bytes.length && end - at - length < AFTER && isReadable(bytes[end])) end += 1;
  return Buffer.from(bytes.subarray(start, end)).toString('latin1');
}

const isReadable = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x20 && byte < 0x7f) || byte === 0x09);

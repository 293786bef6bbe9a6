import { printable } from '@wasmgate/contracts/printable';
import { customSections, moduleData, moduleNames, type WasmBinary } from '@wasmgate/wasm-model';
import { inspectText, spotOf, type GroupCase } from './inspection.ts';
import { readableAround } from './readable-around.ts';
import { foldBytes } from '../rules/rules.ts';
import type { Source } from './sources.ts';
import { walkBinary } from './walk-binary.ts';

/** A range of bytes that may hold text. */
interface Region {
  readonly source: 'string' | 'custom_section';
  readonly where: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Looks for mentions in data segments and custom sections, at every nesting level. Names are not strings: they have
 * their own look, and only a damaged name section is searched here as well.
 */
export function inspectStrings({ binary, artifact }: Source, groups: readonly GroupCase[]): void {
  for (const region of regionsOf(binary)) {
    const bytes = binary.bytes.subarray(region.start, region.end);
    inspectText(
      groups,
      foldBytes(bytes),
      region.source,
      (at) => spotOf(artifact, region.where, region.start + at),
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
      if (inner.kind === 'module' && customName === 'name' && moduleNames(inner).problem === null) continue;
      const label = printable(JSON.stringify(customName), 80);
      yield { source: 'custom_section', where: `${path} / custom ${label}`, start, end };
    }
  }
}

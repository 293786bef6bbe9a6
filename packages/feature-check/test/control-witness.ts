import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildReport } from '@wasmgate/contracts/build';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { customSections, moduleNames, readWasm } from '@wasmgate/wasm-model';
import type { ControlName } from './controls.ts';

/** The bytes of a control, in the folder that buildControls gave. */
export const controlBytes = (
  built: string,
  name: ControlName,
  artifact: keyof typeof ARTIFACTS,
): Uint8Array => new Uint8Array(readFileSync(join(built, name, ARTIFACTS[artifact])));

/** What a control is, by other means than the check: build.json, bytes, names. */
export function witness(built: string, name: ControlName) {
  const { units } = buildReport.read(join(built, name));
  const linked = controlBytes(built, name, 'linked');
  const binary = readWasm(linked);
  if (binary.kind !== 'module') throw new Error(`${name} is no core module`);
  const names = [...moduleNames(binary).functions.entries()].map(([, text]) => text).join('\n');
  const dataEnd = customSections(binary, 'name')[0]?.start ?? linked.length;
  const text = Buffer.from(linked.subarray(0, dataEnd)).toString('latin1');
  return {
    units: (units ?? [])
      .filter((unit) => unit.name === 'tokio' && unit.kind.includes('lib'))
      .map(({ side }) => side)
      .join(),
    names: /5tokio/.test(names),
    text: /tokio/.test(text),
    lite: /10tokio_lite5spawn/.test(names),
    audited: customSections(binary, '.dep-v0').length > 0,
    merged: !/5tokio/.test(Buffer.from(controlBytes(built, name, 'named')).toString('latin1')),
  };
}

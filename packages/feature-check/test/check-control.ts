import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { featuresReport, type FeaturesJson } from '@wasmgate/contracts/features';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { beforeAll } from 'vitest';
import { controlBytes } from './control-witness.ts';
import { buildControls, controlConfig, type ControlName } from './controls.ts';
import { checkIn, folder } from './run-check.ts';

export type Groups = NonNullable<SubjectConfig['features']>['groups'];

/** Verdict and level of each group. */
export type Row = Readonly<Record<string, string>>;

/** By the crate alone, and as clawft asks: with its patterns. */
export const groups: Groups = [
  { name: 'crate', crates: ['tokio'] },
  { name: 'clawft', crates: ['tokio'], patterns: ['tokio::', 'tokio_runtime', 'TokioRuntime'] },
];

export const rowOf = (report: FeaturesJson): Row =>
  Object.fromEntries(report.groups.map(({ name, verdict, level }) => [name, `${verdict} ${level}`]));

/** Has the controls built before the tests of a file, and gives ways to look at them. */
export function useControls() {
  let built = '';
  beforeAll(async () => {
    built = await buildControls();
  }, 300_000);

  /** A copy of a control as a subject. */
  const subjectOf = (name: ControlName, rules: Groups = groups): string => {
    const config = { ...controlConfig(name), features: { groups: rules } };
    const dir = folder({ 'wasmgate.json': JSON.stringify(config) });
    cpSync(join(built, name, 'target'), join(dir, 'target'), { recursive: true });
    return dir;
  };

  return {
    built: () => built,
    subjectOf,
    bytesOf: (name: ControlName, artifact: keyof typeof ARTIFACTS) => controlBytes(built, name, artifact),
    checkControl: async (name: ControlName, rules: Groups = groups): Promise<FeaturesJson> => {
      const dir = subjectOf(name, rules);
      const { report } = await checkIn(dir);
      if (JSON.stringify(featuresReport.read(dir)) !== JSON.stringify(report)) {
        throw new Error('what is kept is not what was printed');
      }
      return report;
    },
  };
}

/** Checks bytes as a file that comes from elsewhere. */
export async function checkBytes(bytes: Uint8Array, rules: Groups = groups): Promise<FeaturesJson> {
  const config = JSON.stringify({ wasm: 'app.wasm', features: { groups: rules } });
  const dir = folder({ 'app.wasm': bytes, 'gate.json': config });
  return (await checkIn(dir, 'app.wasm', '--config', 'gate.json')).report;
}

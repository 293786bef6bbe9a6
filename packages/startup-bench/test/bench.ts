import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Input } from '@wasmgate/cli-kit';
import { engineText, type EngineName } from '@wasmgate/contracts/engine';
import { gateSettingsOf } from '@wasmgate/contracts/settings/gate';
import type { StartupJson } from '@wasmgate/contracts/startup';
import { startupReport } from '@wasmgate/contracts/startup';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { benchStartup, type Baseline, type BenchOptions, type ChildCommand } from '../src/index.ts';
import { startupTold, type StartupTold } from '../src/measure/startup-told.ts';
import { wasmtime, wat } from './wat.ts';

/** What a test may set. */
export interface BenchCase {
  /** Text of the shipped artifact; with `unoptimized` or a config it is that of a subject. */
  readonly shipped: string;
  readonly unoptimized?: string;
  readonly config?: Partial<SubjectConfig>;
  /** Text of what to compare with. */
  readonly baseline?: string;
  /** It is the accepted artifact of the subject. */
  readonly isEarlier?: boolean;
  readonly iterations?: number;
  readonly deadlineMs?: number;
  readonly withoutCli?: boolean;
  readonly isQuick?: boolean;
  readonly stubImports?: boolean;
  /** Default: wasmtime. */
  readonly engine?: EngineName;
  /** Fresh processes for each way to start; default 1, which is enough where figures are not looked at. */
  readonly mostProcesses?: number;
}

/** Runs the benchmark on assembled text with the real library and command; the report is checked against its schema. */
export async function bench(command: ChildCommand, test: BenchCase): Promise<StartupJson> {
  const { libraryPath, cliPath, version } = await wasmtime();
  const { engine = 'wasmtime' } = test;
  const choices = {
    wasmtime: { name: 'wasmtime', library: libraryPath, version },
    v8: { name: 'v8', version: process.versions.v8 },
    off: null,
  } as const;
  const dir = mkdtempSync(join(tmpdir(), 'wasmgate-test-'));
  const { TMPDIR: before } = process.env;
  // A lock of its own: a test need not wait for the benchmarks of others, for no time is looked at.
  process.env['TMPDIR'] = dir;
  try {
    const input = await writeInput(dir, test);
    const options: BenchOptions = {
      engine,
      findMeter: async () => ({
        engine: choices[engine],
        cli: test.withoutCli === true || engine !== 'wasmtime' ? null : cliPath,
        cliMissing: 'there is none',
        host: {
          host_class: 'a test',
          os: 'linux',
          arch: 'x64',
          cpu_model: 'a CPU',
          cores: 2,
          engine: engineText({ name: engine, version: choices[engine]?.version ?? null }),
          overridden: true,
        },
      }),
      childCommand: command,
      iterations: test.iterations ?? 5,
      mostProcesses: test.mostProcesses ?? 1,
      deadlineMs: test.deadlineMs ?? 10_000,
      baseline: await writeBaseline(dir, test),
      rounds: 10,
      isFull: false,
      isQuick: test.isQuick === true,
      stubImports: test.stubImports === true,
      onStep: () => {},
      signal: new AbortController().signal,
      onProgress: () => {},
      onWait: () => {},
    };
    const report = await benchStartup(input, options);
    return startupReport.check('the report', JSON.parse(JSON.stringify(report)));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(dir, { recursive: true, force: true });
  }
}

async function writeBaseline(
  dir: string,
  { baseline, isEarlier = false }: BenchCase,
): Promise<Baseline | null> {
  if (baseline === undefined) return null;
  const file = join(dir, 'before.wasm');
  writeFileSync(file, await wat(baseline));
  return { file, label: 'before.wasm', isEarlier };
}

async function writeInput(
  dir: string,
  { shipped, unoptimized, config }: BenchCase,
): Promise<Input<StartupTold>> {
  if (unoptimized === undefined && config === undefined) {
    const file = join(dir, 'guest.wasm');
    writeFileSync(file, await wat(shipped));
    return { kind: 'file', subject: null, file, label: 'guest.wasm', settings: null, gate: null };
  }
  mkdirSync(join(dir, 'target/wasm-bench/build'), { recursive: true });
  writeFileSync(join(dir, ARTIFACTS.shipped), await wat(shipped));
  writeFileSync(join(dir, ARTIFACTS.unoptimized), await wat(unoptimized ?? shipped));
  const subject = { name: 'guest', dir, config: { wasm: 'prebuilt/guest.wasm', ...config } };
  return {
    kind: 'subject',
    subject,
    file: join(dir, ARTIFACTS.shipped),
    label: ARTIFACTS.shipped,
    settings: startupTold.derive(subject),
    gate: gateSettingsOf(subject, '2027-01-01'),
  };
}

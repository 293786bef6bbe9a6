import { onTestFinished } from 'vitest';
import { capture, scratchFolder } from '@wasmgate/cli-kit/testing';
import { featuresReport, type FeaturesJson } from '@wasmgate/contracts/features';
import { featureCheckBin } from '../src/feature-check-bin.ts';

/** Files by path. */
export type Files = Readonly<Record<string, Uint8Array | string>>;

/** A folder that is gone after the test, with these files in it. */
export function folder(files: Files = {}): string {
  return scratchFolder(onTestFinished, files);
}

/** Runs the bin in a folder, as a shell would; `path` is the PATH that it sees. */
export async function runCheck(cwd: string, argv: readonly string[], path = '') {
  return capture(featureCheckBin('1.2.3'), { cwd, env: { PATH: path } }, ...argv);
}

/** Checks the bytes of a file; gives exit code and report. */
export async function checkFile(bytes: Uint8Array, ...argv: readonly string[]) {
  return checkIn(folder({ 'app.wasm': bytes }), 'app.wasm', ...argv);
}

/** Runs the bin with --json in a folder; gives exit code and report. */
export async function checkIn(dir: string, ...argv: readonly string[]) {
  const { code, stdout, stderr } = await runCheck(dir, [...argv, '--json'], process.env['PATH']);
  if (stdout === '') throw new Error(stderr);
  return { code, report: featuresReport.check('stdout', JSON.parse(stdout)) };
}

/** The group of that name. */
export function groupOf(report: FeaturesJson, name: string): FeaturesJson['groups'][number] {
  const group = report.groups.find((each) => each.name === name);
  if (group === undefined) throw new Error(`no group ${name}`);
  return group;
}

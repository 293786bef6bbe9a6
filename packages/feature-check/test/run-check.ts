import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { runBin } from '@wasmgate/cli-kit';
import { featuresReport, type FeaturesJson } from '@wasmgate/contracts/features';
import { featureCheckBin } from '../src/feature-check-bin.ts';

/** Files by path. */
export type Files = Readonly<Record<string, Uint8Array | string>>;

/** A folder that is gone after the test, with these files in it. */
export function folder(files: Files = {}): string {
  const dir = mkdtempSync(join(tmpdir(), 'wasm-feature-check-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
  return dir;
}

/** Runs the bin in a folder, as a shell would; `path` is the PATH that it sees. */
export async function runCheck(cwd: string, argv: readonly string[], path = '') {
  const stdout = collect();
  const stderr = collect();
  const io = { env: { PATH: path }, cwd, stdout: stdout.stream, stderr: stderr.stream };
  const code = await runBin(featureCheckBin('1.2.3'), argv, io, new AbortController().signal);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
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

function collect() {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
}

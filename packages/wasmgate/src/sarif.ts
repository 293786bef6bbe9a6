import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { main, type BinContext, type BinSpec } from '@wasmgate/cli-kit';
import { EnvironmentError, type ExitCode } from '@wasmgate/contracts/errors';
import { jsonText, writeFileAtomic } from '@wasmgate/contracts/json-file';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { listSubjects } from '@wasmgate/contracts/list-subjects';
import { rootOf } from '@wasmgate/contracts/workspace';
import { runProcess, withScratchFolder } from '@wasmgate/process';

declare const __VERSION__: string;

const summary = 'write what the feature checks found as one SARIF file';

/** `wasmgate sarif`. */
const sarifBin: BinSpec = {
  name: 'wasmgate sarif',
  version: __VERSION__,
  summary,
  examples: ['wasmgate sarif features.sarif'],
  command: { summary, args: [{ flags: '<file>', description: 'where it is written' }], run: writeSarif },
};

/** SARIF 2.1.0: a log has a run for each call of a tool; its other fields are the same for all subjects. */
interface Log {
  readonly runs: readonly unknown[];
}

async function writeSarif(context: BinContext): Promise<ExitCode> {
  const { args, io, progress } = context;
  const logs: Log[] = [];
  for (const { name, dir } of listSubjects(rootOf(io.cwd))) {
    if (!existsSync(join(dir, ARTIFACTS.shipped))) {
      progress.step(`${name}: was not built, so that there is nothing to say of it`);
      continue;
    }
    // oxlint-disable-next-line no-await-in-loop
    logs.push(await logOf(name, dir, context));
  }
  const [first] = logs;
  const log = { ...first, version: '2.1.0', runs: logs.flatMap(({ runs }) => runs) };
  writeFileAtomic(resolve(io.cwd, args[0] ?? ''), jsonText(log));
  return 0;
}

function logOf(name: string, dir: string, { io, signal }: BinContext): Promise<Log> {
  return withScratchFolder(join(tmpdir(), 'wasmgate-sarif-'), async (scratch) => {
    const file = join(scratch, 'log.sarif');
    const bin = fileURLToPath(new URL('../bin.js', import.meta.url));
    const args = [bin, 'features', '--quiet', '--exit-zero', '--sarif', file];
    const checked = await runProcess({ file: execPath, args, cwd: dir, env: io.env, signal });
    if (!checked.ok) throw new EnvironmentError(`${name}: ${checked.stderr.trim()}`.split('\n'));
    return JSON.parse(readFileSync(file, 'utf8')) as Log;
  });
}

/** Runs `wasmgate sarif` in this process. */
export const run = (process: NodeJS.Process): Promise<void> => main(sarifBin, process);

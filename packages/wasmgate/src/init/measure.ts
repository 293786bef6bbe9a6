import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { BinContext } from '@wasmgate/cli-kit';
import { EnvironmentError, type ExitCode } from '@wasmgate/contracts/errors';
import { listSubjects } from '@wasmgate/contracts/list-subjects';
import { CONFIG_FILE } from '@wasmgate/contracts/layout';
import { sizeReport } from '@wasmgate/contracts/size';
import { readSubjectConfig } from '@wasmgate/contracts/subject';
import { installedPackage, runProcess } from '@wasmgate/process';
import { Draft } from './draft.ts';
import type { Entry } from './edit-json.ts';

/** How much larger than at first a module may become: room for a fix, and none for a new dependency. */
const ROOM = 1.1;

/** Runs the commands of a repository, and shows what they say. */
export interface Commands {
  readonly run: (file: string, args: readonly string[], dir?: string) => Promise<boolean>;
}

/** Commands that run in a folder, to the terminal of this one. */
export function commandsIn(root: string, { io, signal, options }: BinContext): Commands {
  const show = (text: string): void => void (options['quiet'] === true ? undefined : io.stderr.write(text));
  return {
    run: async (file, args, dir = root) => {
      const ended = await runProcess({
        file,
        args,
        cwd: dir,
        env: io.env,
        signal,
        stdout: 'tail',
        onLine: (line) => show(`${line}\n`),
        onStderr: show,
      });
      return ended.ok;
    },
  };
}

/** This very bin. */
const wasmgate = fileURLToPath(new URL('../bin.js', import.meta.url));

/** Runs a command of wasmgate. */
export const runWasmgate = ({ run }: Commands, args: readonly string[], dir?: string): Promise<boolean> =>
  run(execPath, [wasmgate, ...args], dir);

/**
 * The first measurement: verifies every subject, takes budgets of size from what was found for those that have none, accepts it all
 * into baseline.json, writes down with which toolchain, and verifies again. Gives 1 when what is there is red already.
 */
export async function measureFirst(root: string, commands: Commands): Promise<ExitCode> {
  const verify = () =>
    commands.run(execPath, [
      installedPackage('turbo', root).bin('turbo'),
      'run',
      'verify',
      '--concurrency=1',
    ]);
  if (!(await verify())) return 1;
  const subjects = listSubjects(root);
  const draft = new Draft(root);
  for (const { dir } of subjects) {
    draft.add(join(dir, CONFIG_FILE).slice(root.length + 1), budgetsOf(dir));
  }
  draft.write();
  const crate = subjects.find(({ dir }) => readSubjectConfig(join(dir, CONFIG_FILE)).crate !== undefined);
  if (crate !== undefined && !(await runWasmgate(commands, ['lock'], crate.dir))) {
    throw new EnvironmentError('the toolchain was not written to toolchain.lock.json: see above');
  }
  if (!(await runWasmgate(commands, ['baseline', '--accept']))) {
    throw new EnvironmentError('what was measured was not accepted: see above', {
      fix: 'npx wasmgate baseline --accept',
    });
  }
  return (await verify()) ? 0 : 1;
}

const budget = (bytes: number): number => Math.ceil((bytes * ROOM) / 1024);

function budgetsOf(dir: string): Entry[] {
  const { raw_bytes: raw, gzip_bytes: gzip } = sizeReport.read(dir);
  return [
    [
      ['budgets'],
      { wasm_size_raw_kb: budget(raw), ...(gzip === null ? {} : { wasm_size_gzip_kb: budget(gzip) }) },
    ],
  ];
}

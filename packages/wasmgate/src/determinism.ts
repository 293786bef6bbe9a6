import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { main, type BinContext, type BinSpec } from '@wasmgate/cli-kit';
import { buildReport } from '@wasmgate/contracts/build';
import { EnvironmentError, type ExitCode } from '@wasmgate/contracts/errors';
import { NATIVE_FOLDERS } from '@wasmgate/contracts/layout';
import { readNative } from '@wasmgate/contracts/native';
import { printable } from '@wasmgate/contracts/printable';
import { chooseSubjects } from '@wasmgate/contracts/list-subjects';
import { rootOf, type SubjectFolder } from '@wasmgate/contracts/workspace';
import { runProcess, withScratchFolder } from '@wasmgate/process';

declare const __VERSION__: string;

const summary = 'build a subject in two folders and compare the bytes';

/** `wasmgate determinism`. */
const determinismBin: BinSpec = {
  name: 'wasmgate determinism',
  version: __VERSION__,
  summary,
  examples: ['wasmgate determinism', 'wasmgate determinism my-agent'],
  command: {
    summary,
    args: [{ flags: '[subject]', description: 'default: every subject' }],
    run: determinism,
  },
};

async function determinism(context: BinContext): Promise<ExitCode> {
  const { io, progress, screen, say } = context;
  const { paint } = screen;
  const root = rootOf(io.cwd);
  let exitCode: ExitCode = 0;
  for (const subject of chooseSubjects(root, context.args[0])) {
    progress.step(`${subject.name}: building it in two folders`);
    // One build at a time: cargo uses all cores.
    // oxlint-disable-next-line no-await-in-loop
    const [first = [], second = []] = await buildTwice(root, subject, context);
    const different = first.filter((line, index) => line !== second[index]);
    const name = printable(subject.name);
    if (different.length === 0) {
      say(`${name}: ${paint('good', 'identical bytes in both folders')}`);
      for (const line of first) say(`  ${line}`);
    } else {
      const files = different.map((line) => line.split(' ')[0]).join(', ');
      say(`${name}: ${paint('bad', 'different bytes')}: ${files}`);
      exitCode = 1;
    }
  }
  return exitCode;
}

/** The second folder has a space in its name and another depth, so that a path in the bytes shows. */
function buildTwice(root: string, subject: SubjectFolder, context: BinContext): Promise<string[][]> {
  return withScratchFolder(join(tmpdir(), 'wasmgate-determinism-'), async (scratch) => {
    const hashes: string[][] = [];
    for (const folder of ['a', 'a second/folder, with spaces']) {
      const copy = join(scratch, folder);
      // oxlint-disable-next-line no-await-in-loop
      await copyRepository(root, copy, context);
      // oxlint-disable-next-line no-await-in-loop
      hashes.push(await buildIn(join(copy, relative(root, subject.dir)), context));
    }
    return hashes;
  });
}

/** What git tracks, or would track: no artifact of an earlier build, no node_modules but by a link. */
async function copyRepository(root: string, to: string, { io, signal }: BinContext): Promise<void> {
  const args = ['ls-files', '-co', '--exclude-standard', '-z'];
  const listed = await runProcess({ file: 'git', args, cwd: root, env: io.env, signal });
  if (!listed.ok) {
    throw new EnvironmentError(`${root}: git does not list its files`, {
      fix: 'run this in a git repository',
    });
  }
  for (const file of listed.stdout
    .split('\0')
    .filter((name) => existsSync(join(root, name)) && name !== '')) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(root, file), join(to, file), { recursive: true, verbatimSymlinks: true });
  }
  const modules = join(root, 'node_modules');
  if (existsSync(modules)) symlinkSync(modules, join(to, 'node_modules'), 'junction');
}

async function buildIn(dir: string, { io, signal, progress }: BinContext): Promise<string[]> {
  const bin = fileURLToPath(new URL('../bin.js', import.meta.url));
  const args = [bin, 'build', '--exit-zero'];
  const onStderr = (text: string): void => {
    progress.clear();
    io.stderr.write(text);
  };
  const built = await runProcess({ file: execPath, args, cwd: dir, env: io.env, signal, onStderr });
  if (!built.ok) throw new EnvironmentError('the build failed; what it said stands above');
  const programs = readNative(join(dir, NATIVE_FOLDERS.built))?.bins ?? [];
  return [
    ...Object.entries(buildReport.read(dir).artifacts).map(([name, { sha256 }]) => `${name} ${sha256}`),
    ...programs.map(({ bin: name, sha256 }) => `native/${name} ${sha256}`),
  ];
}

/** Runs `wasmgate determinism` in this process. */
export const run = (process: NodeJS.Process): Promise<void> => main(determinismBin, process);

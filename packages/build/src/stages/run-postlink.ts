import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { EnvironmentError, InputError } from '@wasmgate/contracts/errors';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { BUILD_WORK_DIR } from '@wasmgate/contracts/layout';
import { printable } from '@wasmgate/contracts/printable';
import { failureText, findOnPath, runProcess, withScratchFolder, type Environment } from '@wasmgate/process';
import type { BuildContext } from '../build-context.ts';
import type { SubjectBuild } from '../build-told.ts';

/** A module of 50 MB takes wasm-bindgen half a minute. */
const DEADLINE_MS = 300_000;
/** Lines of what a tool said that an error repeats. */
const MOST_LINES = 8;

/** What a tool may read of the caller's environment; no more, for nothing else keys what it makes. */
const passed = ({ PATH, HOME, TMPDIR }: Environment): Environment => ({ PATH, HOME, TMPDIR, LC_ALL: 'C' });

/**
 * Runs the command of `postlink` on the module that the linker made, a file called `name`, and gives the one that the command wrote;
 * without a command the module itself. Throws InputError (exit 2) for a command that refuses the module, takes too long, or does not
 * write one.
 */
export async function runPostlink(
  linked: Uint8Array,
  name: string,
  { dir, subject, config: { postlink } }: SubjectBuild,
  { io, progress, signal }: BuildContext,
): Promise<Uint8Array> {
  if (postlink === undefined) return linked;
  const [command = '', ...args] = postlink;
  progress.step(`${subject}: ${command}`);
  return withScratchFolder(join(dir, BUILD_WORK_DIR, 'postlink-'), async (folder) => {
    const input = join(folder, name);
    const outputDir = join(folder, 'output');
    writeFileAtomic(input, linked);
    mkdirSync(outputDir);
    const paths = { input, output: join(outputDir, name), output_dir: outputDir };
    const ended = await runProcess({
      file: findOnPath(io.env, command) ?? command,
      args: args.map((arg) =>
        arg.replaceAll(/\{(input|output|output_dir)\}/g, (_, which: keyof typeof paths) => paths[which]),
      ),
      cwd: folder,
      env: passed(io.env),
      signal,
      deadlineMs: DEADLINE_MS,
      stdout: 'tail',
    });
    if (ended.ok) return new Uint8Array(readFileSync(madeModule(outputDir, command)));
    const said = `${ended.stderr}\n${ended.stdout}`.trim().split('\n').slice(0, MOST_LINES);
    const words = said.map((line) => printable(line, 200)).filter((line) => line !== '');
    throw new InputError([`postlink: ${command} ${failureText(ended)}`, ...words], {
      fix: 'mend the crate, or "postlink" in wasmgate.json',
    });
  });
}

function madeModule(folder: string, command: string): string {
  const made = readdirSync(folder).filter((file) => extname(file) === '.wasm');
  const [only] = made;
  if (only !== undefined && made.length === 1) return join(folder, only);
  const found = made.length === 0 ? 'no .wasm' : made.map((file) => printable(file, 60)).join(', ');
  throw new InputError(`postlink: ${command} wrote ${found} where it was to write one`, {
    fix: 'give it {output}, the file to write, or {output_dir}, the folder for one',
  });
}

/**
 * Throws EnvironmentError (exit 3) where the command of `postlink` is not here, with what installs it. `locked`: name and version of
 * each package of the crate, for wasm-bindgen's tool must be of the version that the crate has.
 */
export function requirePostlink(command: string, identity: string | null, locked: readonly string[]): void {
  if (identity !== null) return;
  const version = locked.find((one) => one.startsWith('wasm-bindgen '))?.split(' ')[1];
  const fix =
    command === 'wasm-bindgen'
      ? `cargo install wasm-bindgen-cli --locked${version === undefined ? '' : ` --version ${version}`}`
      : 'install it, or name another in "postlink" of wasmgate.json';
  throw new EnvironmentError(
    `wasmgate.json: $.postlink: ${command}, which works on the linked module, is not on PATH, or does not say its version`,
    { fix },
  );
}

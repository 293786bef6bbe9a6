import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cleanEnvironment } from '@wasmgate/cli-kit/testing';
import { execaSync } from 'execa';

const root = join(import.meta.dirname, '../..');

/** What a run of turbo did. */
export interface TurboRun {
  readonly code: number;
  readonly output: string;
  /** Tasks that were executed, sorted: `echo-module#build`. */
  readonly executed: readonly string[];
  /** Tasks that were answered from the cache, sorted. */
  readonly cached: readonly string[];
}

/** What a command did: its exit code, and what it printed. */
export interface CommandRun {
  readonly code: number;
  readonly stdout: string;
  readonly output: string;
}

/**
 * A copy of this workspace in a folder of its own, which lies in one of its own, with real node_modules and an empty turbo cache.
 * The path has spaces, quotes and umlauts, and what is run there makes files that nobody else can read.
 */
export interface WorkspaceCopy {
  readonly dir: string;
  /** Runs turbo with a summary. `env` is added to the environment, in which no TURBO_* variable is left. */
  turbo(args: readonly string[], env?: Record<string, string>): TurboRun;
  /** Runs any command in the copy. */
  run(
    command: string,
    args: readonly string[],
    options?: { cwd?: string; env?: Record<string, string> },
  ): CommandRun;
  path(...parts: string[]): string;
  read(path: string): string;
  /** Replaces a file's text; throws when nothing changes. */
  edit(path: string, change: (text: string) => string): void;
  dispose(): void;
}

/** Copies what git tracks, or would track, of this workspace; node_modules by hard links where the disk allows. */
export function copyWorkspace(): WorkspaceCopy {
  const above = mkdtempSync(join(tmpdir(), 'wasmgate-workspace-'));
  const dir = join(above, `it's an "odd" wörkspace`);
  const { stdout: files } = execaSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root });
  for (const file of files.split('\0').filter((name) => name !== '')) {
    if (statSync(join(root, file), { throwIfNoEntry: false })?.isFile() !== true) continue;
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    cpSync(join(root, file), join(dir, file));
  }
  const modules = join(root, 'node_modules');
  const linked = execaSync('cp', ['-al', modules, dir], { reject: false });
  if (linked.exitCode !== 0) execaSync('cp', ['-a', modules, dir]);
  execaSync('git', ['init', '-q'], { cwd: dir });

  const run: WorkspaceCopy['run'] = (command, args, { cwd = dir, env = {} } = {}) => {
    const {
      exitCode = -1,
      stdout,
      all,
    } = execaSync('sh', ['-c', 'umask 077 && exec "$0" "$@"', command, ...args], {
      cwd,
      env: { ...cleanEnvironment(), ...env },
      extendEnv: false,
      reject: false,
      all: true,
      stdin: 'ignore',
      preferLocal: true,
      localDir: dir,
      maxBuffer: 64 * 1024 * 1024,
    });
    return { code: exitCode, stdout, output: all };
  };

  return {
    dir,
    run,
    turbo: (args, env = {}) => {
      const { code, output } = run('turbo', ['run', ...args, '--summarize'], { env });
      return { code, output, ...readRun(dir) };
    },
    path: (...parts) => join(dir, ...parts),
    read: (path) => readFileSync(join(dir, path), 'utf8'),
    edit: (path, change) => {
      const before = readFileSync(join(dir, path), 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`${path}: the edit changes nothing`);
      writeFileSync(join(dir, path), after);
    },
    dispose: () => rmSync(above, { recursive: true, force: true }),
  };
}

/** What the newest run of turbo in a folder executed, and what it took from the cache; it was told to summarize. */
export const readRun = (dir: string): Pick<TurboRun, 'executed' | 'cached'> => tasksOf(newestSummary(dir));

interface Summary {
  readonly tasks: readonly {
    taskId: string;
    command: string;
    cache: { status: 'HIT' | 'MISS' };
    execution?: { exitCode?: number };
  }[];
}

function newestSummary(dir: string): Summary {
  const folder = join(dir, '.turbo/runs');
  const [newest] = readdirSync(folder)
    .map((name) => ({ name, time: statSync(join(folder, name)).mtimeMs }))
    .toSorted((a, b) => b.time - a.time);
  if (newest === undefined) throw new Error('turbo wrote no summary');
  return JSON.parse(readFileSync(join(folder, newest.name), 'utf8')) as Summary;
}

function tasksOf({ tasks }: Summary): Pick<TurboRun, 'executed' | 'cached'> {
  const real = tasks.filter(
    (task) => task.command !== '' && task.command !== '<NONEXISTENT>' && task.execution !== undefined,
  );
  const named = (status: 'HIT' | 'MISS') =>
    real
      .filter((task) => task.cache.status === status)
      .map((task) => task.taskId)
      .toSorted();
  return { executed: named('MISS'), cached: named('HIT') };
}

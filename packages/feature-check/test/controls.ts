import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { withLock } from '@wasmgate/cli-kit';
import { readEnvironment } from '@wasmgate/contracts/environment';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { execa } from 'execa';

const packages = join(import.meta.dirname, '../..');
const sources = join(import.meta.dirname, '../controls');
const builder = join(packages, 'build/dist/main.js');

/** The controls, and how far wasm-opt goes: it takes seconds to start, so it runs where it matters. */
const levels = {
  plain: 'none',
  linked: 'none',
  inlined: 'none',
  merged: 'Oz',
  'behind-dyn': 'none',
  'says-so': 'none',
  'tokio-lite-user': 'none',
  'type-argument': 'none',
  'type-name': 'none',
  'host-only': 'none',
  audited: 'none',
} as const satisfies Record<string, NonNullable<SubjectConfig['optimize']>['level']>;

export type ControlName = keyof typeof levels;

export const controlNames = Object.keys(levels) as readonly ControlName[];

/** How a control is built: as a subject is. */
export const controlConfig = (name: ControlName): SubjectConfig => ({
  crate: { manifest: 'Cargo.toml', package: name, target: 'wasm32-wasip1', profile: 'control' },
  optimize: { level: levels[name] },
});

/**
 * Builds every control by real cargo and the real wasm-build, and gives the folder in which each has its `target/`. They
 * are kept in the system's temporary folder, keyed by their sources, by wasm-build's bytes and by the toolchain, so that
 * this takes half a minute once and no build afterwards.
 */
export async function buildControls(): Promise<string> {
  if (!existsSync(builder)) throw new Error('wasm-build is not compiled: npm run prepare');
  const base = join(tmpdir(), `wasmgate-controls-${userInfo().username}`, sourcesKey());
  // A stranger could have made a folder of that name, if it were open to them.
  mkdirSync(base, { recursive: true, mode: 0o700 });
  return withLock(base, async () => {
    const workspace = join(base, 'workspace');
    if (!existsSync(workspace)) cpSync(sources, workspace, { recursive: true });
    const built = join(base, await builderKey(workspace));
    mkdirSync(built, { recursive: true });
    for (const name of controlNames) {
      const done = join(built, name);
      if (existsSync(done)) continue;
      configure(workspace, name);
      await wasmgate('build', ['--quiet'], workspace);
      const half = `${done}.half`;
      rmSync(half, { recursive: true, force: true });
      cpSync(join(workspace, 'target/wasm-bench'), join(half, 'target/wasm-bench'), { recursive: true });
      renameSync(half, done);
    }
    return built;
  });
}

function sourcesKey(): string {
  const hash = createHash('sha256');
  const files = readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  for (const file of files) hash.update(`\n${file.slice(sources.length)}\n`).update(readFileSync(file));
  return hash.digest('hex').slice(0, 20);
}

/** What builds: the toolchain, as the task `environment` says it, and wasm-build with what it is told. */
async function builderKey(workspace: string): Promise<string> {
  configure(workspace, 'plain');
  await wasmgate('toolchain', ['install', '--quiet'], workspace);
  await wasmgate('toolchain', ['environment', '--quiet'], workspace);
  const toolchain = readEnvironment(workspace).subjects[basename(workspace)]?.toolchain;
  const hash = createHash('sha256')
    .update(toolchain?.identity ?? '')
    .update(readFileSync(builder));
  for (const name of controlNames) hash.update(JSON.stringify(controlConfig(name)));
  return hash.digest('hex').slice(0, 20);
}

const configure = (workspace: string, name: ControlName): void =>
  writeFileSync(join(workspace, 'wasmgate.json'), JSON.stringify(controlConfig(name)));

async function wasmgate(tool: 'build' | 'toolchain', args: readonly string[], cwd: string): Promise<void> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(?:TURBO_|VITEST|NODE_ENV$|RUSTFLAGS$|CARGO_(?!HOME))/.test(name),
  );
  await execa(process.execPath, [join(packages, tool, 'bin.js'), ...args], {
    cwd,
    env: Object.fromEntries(inherited),
    extendEnv: false,
    stdin: 'ignore',
  });
}

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { execPath } from 'node:process';
import { cleanEnvironment } from '@wasmgate/cli-kit/testing';
import { execaSync } from 'execa';
import { readRun, type TurboRun } from '../test/workspace-copy.ts';

const repository = join(import.meta.dirname, '../..');
const tools = [
  'build',
  'size',
  'feature-check',
  'startup-bench',
  'memory',
  'regression-compare',
  'report',
] as const;

/** Packages as npm would have them, by name: what an adopter installs is what this repository packs. */
export type Tarballs = Readonly<Record<string, string>>;

/** Packs wasmgate and its tools into a folder. */
export function packTools(folder: string): Tarballs {
  const names = ['wasmgate', ...tools.map((tool) => `@wasmgate/${tool}`)];
  execaSync(
    'npm',
    ['pack', '--silent', '--pack-destination', folder, ...names.flatMap((name) => ['-w', name])],
    {
      cwd: repository,
      env: cleanEnvironment(),
      extendEnv: false,
    },
  );
  return Object.fromEntries(
    names.map((name) => {
      const { version } = JSON.parse(
        readFileSync(join(repository, 'packages', name.replace('@wasmgate/', ''), 'package.json'), 'utf8'),
      ) as { version: string };
      return [name, join(folder, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`)];
    }),
  );
}

/** How a package manager is told and called. */
export interface Manager {
  readonly name: string;
  /** Its program, for Node to run; null: npm, which is Node's own. */
  readonly bin: string | null;
  readonly program: 'npm' | 'pnpm' | 'yarn';
  /** What is run by an installed command. */
  readonly exec: readonly string[];
  /** What package.json says so that the inner packages come from tarballs too. */
  readonly packageJson: (replaced: Tarballs) => object;
  readonly files?: Readonly<Record<string, string>>;
}

const installed = (path: string) => join(repository, 'node_modules', path);
const berry = {
  bin: installed('@yarnpkg/cli-dist/bin/yarn.js'),
  program: 'yarn',
  exec: ['yarn'],
  packageJson: (resolutions: Tarballs) => ({ packageManager: 'yarn@4.18.1', resolutions }),
} as const;
const berryFiles = (linker: string) => ({
  '.yarnrc.yml': `nodeLinker: ${linker}\nenableTelemetry: false\nenableGlobalCache: true\n`,
  'yarn.lock': '',
});

/** All that adopters have. */
export const managers = {
  npm: {
    name: 'npm',
    bin: null,
    program: 'npm',
    exec: ['npx'],
    packageJson: (overrides) => ({ overrides: { ...overrides, binaryen: '132.0.0' } }),
  },
  pnpm: {
    name: 'pnpm',
    bin: installed('pnpm/bin/pnpm.cjs'),
    program: 'pnpm',
    exec: ['pnpm', 'exec'],
    packageJson: (overrides) => ({ packageManager: 'pnpm@10.34.8', pnpm: { overrides } }),
  },
  'yarn 1': {
    name: 'yarn 1',
    bin: installed('yarn/bin/yarn.js'),
    program: 'yarn',
    exec: ['yarn', '-s'],
    packageJson: (resolutions) => ({ packageManager: 'yarn@1.22.22', resolutions }),
  },
  'yarn, node-modules': { name: 'yarn, node-modules', ...berry, files: berryFiles('node-modules') },
  'yarn, pnp': { name: 'yarn, pnp', ...berry, files: berryFiles('pnp') },
} as const satisfies Record<string, Manager>;

/** What a command did. */
export interface Ran {
  readonly code: number;
  readonly output: string;
}

/** A repository that is not this one. */
export interface Adopter {
  readonly dir: string;
  readonly manager: Manager;
  /** Runs a program in it. */
  run(file: string, ...args: readonly string[]): Ran;
  /** Runs an installed command in it, as its package manager does. */
  exec(...command: readonly string[]): Ran;
  turbo(...args: readonly string[]): TurboRun;
  read(path: string): string;
  write(path: string, content: string | Uint8Array): void;
  dispose(): void;
}

/**
 * Makes a repository with these files and wasmgate among its dependencies, installed. `packageJson`: what else that says; `programs`:
 * what is on its PATH beside what any machine has.
 */
export function adopt(
  manager: Manager,
  tarballs: Tarballs,
  packageJson: object,
  files: Readonly<Record<string, string | Uint8Array>>,
  programs: Readonly<Record<string, string>> = {},
): Adopter {
  const above = mkdtempSync(join(tmpdir(), 'wasmgate adopter '));
  const dir = join(above, 'acme');
  const bin = join(above, 'bin');
  mkdirSync(bin);
  for (const [name, path] of Object.entries(programs)) symlinkSync(path, join(bin, name));
  if (manager.bin !== null) {
    writeFileSync(join(bin, manager.program), `#!/bin/sh\nexec '${execPath}' '${manager.bin}' "$@"\n`, {
      mode: 0o755,
    });
  }
  const env = {
    ...cleanEnvironment(),
    // Beside it only what any machine has: none of this repository's own commands.
    PATH: [
      bin,
      ...(process.env['PATH'] ?? '').split(delimiter).filter((one) => !one.includes('node_modules')),
    ].join(delimiter),
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    COREPACK_ENABLE_STRICT: '0',
  };
  const run: Adopter['run'] = (file, ...args) => {
    const { exitCode = -1, all } = execaSync(file, args, {
      cwd: dir,
      env,
      extendEnv: false,
      reject: false,
      all: true,
      stdin: 'ignore',
      maxBuffer: 64 * 1024 * 1024,
    });
    return { code: exitCode, output: all };
  };
  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  };
  const file = (name: string): string => `file:${tarballs[name]}`;
  const replaced = Object.fromEntries(
    Object.keys(tarballs)
      .filter((name) => name !== 'wasmgate')
      .map((name) => [name, file(name)]),
  );
  const dependencies = { devDependencies: { wasmgate: file('wasmgate') } };
  write(
    'package.json',
    `${JSON.stringify({ ...packageJson, ...manager.packageJson(replaced), ...dependencies }, null, 2)}\n`,
  );
  for (const [path, content] of Object.entries({ ...manager.files, ...files })) write(path, content);
  run('git', 'init', '-q', '-b', 'main');
  const adopter: Adopter = {
    dir,
    manager,
    run,
    exec: (...command) => {
      const [program = '', ...before] = manager.exec;
      return run(program, ...before, ...command);
    },
    turbo: (...args) => {
      const { code, output } = adopter.exec('turbo', 'run', ...args, '--summarize');
      return {
        code,
        output,
        ...(existsSync(join(dir, '.turbo/runs')) ? readRun(dir) : { executed: [], cached: [] }),
      };
    },
    read: (path) => readFileSync(join(dir, path), 'utf8'),
    write,
    dispose: () => rmSync(above, { recursive: true, force: true }),
  };
  const ran = run(manager.program, 'install');
  if (ran.code !== 0) throw new Error(`${manager.name} install:\n${ran.output}`);
  return adopter;
}

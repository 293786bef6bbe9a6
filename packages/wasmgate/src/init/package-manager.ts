import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Who installs packages in a repository, and with which commands. */
export interface PackageManager {
  readonly name: 'npm' | 'pnpm' | 'yarn classic' | 'yarn';
  /** The program. */
  readonly program: 'npm' | 'pnpm' | 'yarn';
  /** Installs what package.json files say, also where CI is set and a stale lock file would be refused. */
  readonly install: readonly string[];
  /** In CI: what the lock file says, and nothing else. */
  readonly installLocked: string;
  /** What stands before an installed command. */
  readonly exec: string;
  /** Yarn's Plug'n'Play: there is no node_modules. */
  readonly isPnp: boolean;
}

const managers = {
  npm: { program: 'npm', install: ['install'], installLocked: 'npm ci', exec: 'npx' },
  pnpm: {
    program: 'pnpm',
    install: ['install', '--no-frozen-lockfile'],
    installLocked: 'pnpm install --frozen-lockfile',
    exec: 'pnpm exec',
  },
  'yarn classic': {
    program: 'yarn',
    install: ['install'],
    installLocked: 'yarn install --frozen-lockfile',
    exec: 'yarn',
  },
  yarn: {
    program: 'yarn',
    install: ['install', '--no-immutable'],
    installLocked: 'yarn install --immutable',
    exec: 'yarn',
  },
} as const satisfies Record<PackageManager['name'], Omit<PackageManager, 'name' | 'isPnp'>>;

/** Finds the package manager of a repository: what package.json says under packageManager, else whose files lie there, else npm. */
export function packageManagerOf(root: string, said: unknown): PackageManager {
  const name = named(said) ?? byFiles(root);
  return { name, ...managers[name], isPnp: name === 'yarn' && linkerOf(root) === 'pnp' };
}

function named(said: unknown): PackageManager['name'] | null {
  const [, program, major] = /^(npm|pnpm|yarn)@(\d+)/.exec(typeof said === 'string' ? said : '') ?? [];
  if (program === 'yarn') return major === '1' ? 'yarn classic' : 'yarn';
  return program === 'npm' || program === 'pnpm' ? program : null;
}

function byFiles(root: string): PackageManager['name'] {
  const has = (file: string) => existsSync(join(root, file));
  if (has('pnpm-lock.yaml') || has('pnpm-workspace.yaml')) return 'pnpm';
  if (has('.yarnrc.yml')) return 'yarn';
  if (!has('yarn.lock')) return 'npm';
  return readFileSync(join(root, 'yarn.lock'), 'utf8').includes('__metadata:') ? 'yarn' : 'yarn classic';
}

function linkerOf(root: string): unknown {
  const file = join(root, '.yarnrc.yml');
  const said = existsSync(file)
    ? (parse(readFileSync(file, 'utf8')) as { nodeLinker?: unknown } | null)
    : null;
  return said?.nodeLinker ?? 'pnp';
}

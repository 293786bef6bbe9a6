import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnvironment } from '@wasmgate/cli-kit/testing';
import { execa } from 'execa';

/** Where compilers are kept, with what they cached. */
export const kept = join(import.meta.dirname, '../../node_modules/.cache/wasmgate-examples');

/** A compiler: where it is once it is installed, and the command that installs it, at this version. */
const compilers = {
  assemblyscript: {
    installed: 'npm/node_modules/assemblyscript/package.json',
    install: ['npm', 'install', '--no-audit', '--no-fund', '--prefix', 'npm', 'assemblyscript@0.28.20'],
  },
  zig: {
    installed: 'python/ziglang/__main__.py',
    install: [
      'python3',
      '-m',
      'pip',
      'install',
      '-q',
      '--only-binary=:all:',
      '--target',
      'python',
      'ziglang==0.17.1',
    ],
  },
  // No registry has it built: the first time takes minutes.
  'wasm-bindgen': {
    installed: 'cargo/bin/wasm-bindgen',
    install: [
      'cargo',
      'install',
      'wasm-bindgen-cli',
      '--version',
      '0.2.106',
      '--locked',
      '--no-default-features',
      '--bin',
      'wasm-bindgen',
      '--root',
      'cargo',
    ],
  },
} as const;

/** Installs a compiler where it is not yet; why it cannot be had, where it cannot. */
export async function whyNot(name: keyof typeof compilers): Promise<string | null> {
  const { installed, install } = compilers[name];
  if (existsSync(join(kept, installed))) return null;
  mkdirSync(kept, { recursive: true });
  const [file, ...args] = install;
  const options = {
    cwd: kept,
    env: cleanEnvironment(),
    extendEnv: false,
    all: true,
    reject: false,
    stdin: 'ignore',
  } as const;
  const { exitCode, all } = await execa(file, args, options);
  return exitCode === 0 ? null : (all.trim().split('\n').at(-1) ?? 'unknown');
}

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { printable } from '@wasmgate/contracts/printable';
import { findOnPath } from '@wasmgate/process';
import { probeTool } from '../run-tool.ts';
import { readSettings } from '../settings.ts';
import type { ToolContext } from '../tool-context.ts';
import { identify } from './identity-cache.ts';

/**
 * Which C compiler and archiver a command stands for, in their own words: `clang version 19.1.7 + LLVM version 19.1.7`; null when
 * it is not on PATH or says nothing. The archiver is the one that the crate `cc` takes with it. What they said is remembered for
 * as long as their files stay the same: a warm call spawns nothing.
 */
export async function cCompilerIdentity(
  command: string,
  context: Pick<ToolContext, 'env' | 'signal'> & Partial<Pick<ToolContext, 'progress'>>,
): Promise<string | null> {
  const { env } = context;
  const compiler = findOnPath(env, command);
  if (compiler === null) return null;
  const beside = join(dirname(compiler), 'llvm-ar');
  const archiver = existsSync(beside) ? beside : (findOnPath(env, 'llvm-ar') ?? findOnPath(env, 'ar'));
  const files = [compiler, ...(archiver === null ? [] : [archiver])];
  return identify(readSettings(env).cacheDir, 'C compiler', files, async () => {
    const said = await Promise.all(
      files.map(async (file) => {
        const { ok, stdout } = await probeTool(file, ['--version'], context);
        return ok ? stdout.split('\n').find((line) => /\d+\.\d+/.test(line)) : undefined;
      }),
    );
    return said[0] === undefined
      ? null
      : said.flatMap((line) => (line === undefined ? [] : [printable(line.trim(), 120)])).join(' + ');
  });
}

import { printable } from '@wasmgate/contracts/printable';
import { findOnPath } from '@wasmgate/process';
import { probeTool } from '../run-tool.ts';
import { readSettings } from '../settings.ts';
import type { ToolContext } from '../tool-context.ts';
import { identify } from './identity-cache.ts';

/**
 * Which tool a command stands for, in the first line of its own words that has a number: `wasm-bindgen 0.2.106`; null when it is not
 * on PATH or says nothing. Remembered for as long as its file stays the same: a warm call spawns nothing.
 */
export async function toolVersion(
  command: string,
  context: Pick<ToolContext, 'env' | 'signal'> & Partial<Pick<ToolContext, 'progress'>>,
): Promise<string | null> {
  const { env } = context;
  const file = findOnPath(env, command);
  if (file === null) return null;
  return identify(readSettings(env).cacheDir, 'version', [file], async () => {
    const { ok, stdout } = await probeTool(file, ['--version'], context);
    const line = ok ? stdout.split('\n').find((text) => /\d+\.\d+/.test(text)) : undefined;
    return line === undefined ? null : printable(line.trim(), 120);
  });
}

import { identify } from '../machine/identity-cache.ts';
import { runTool } from '../run-tool.ts';
import type { ToolContext } from '../tool-context.ts';

/** The sysroot that a rustc says it has, remembered; null when it cannot be run. */
export async function sysrootOf(
  rustc: string,
  { env, signal }: ToolContext,
  cacheDir: string,
): Promise<string | null> {
  return identify(cacheDir, 'sysroot', [rustc], async () => {
    const { ok, stdout } = await runTool(rustc, ['--print', 'sysroot'], { env, signal });
    return ok && stdout.trim() !== '' ? stdout.trim() : null;
  });
}

import { identify } from '../machine/identity-cache.ts';
import { probeTool } from '../run-tool.ts';
import type { ToolContext } from '../tool-context.ts';

/** The sysroot that a rustc says it has, remembered; null when it cannot be run. */
export async function sysrootOf(
  rustc: string,
  context: ToolContext,
  cacheDir: string,
): Promise<string | null> {
  return identify(cacheDir, 'sysroot', [rustc], async () => {
    const { ok, stdout } = await probeTool(rustc, ['--print', 'sysroot'], context);
    return ok && stdout.trim() !== '' ? stdout.trim() : null;
  });
}

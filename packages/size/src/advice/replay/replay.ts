import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machineErrorIn } from '@wasmgate/contracts/machine-error';
import { bareEnvironment, failureText, runProcess, withScratchFolder } from '@wasmgate/process';
import type { Performance, PerformanceLimits } from './outcome.ts';
import type { ReplayPlan } from './plan.ts';

/** How the process is started that runs modules: Node, and the compiled `replay.js`. */
export interface ReplayCommand {
  readonly file: string;
  readonly args: readonly string[];
}

/** What starting and compiling may take beside the calls. */
const SPARE_MS = 30_000;

/** Objects of a guest with garbage collection live in Node's heap. */
const HEAP_MB = 1024;

/** Makes the calls of a plan on a module, in a process of its own that is killed when it does not end. */
export function replay(
  bytes: Uint8Array,
  plan: ReplayPlan,
  limits: PerformanceLimits,
  { command, signal }: { readonly command: ReplayCommand; readonly signal: AbortSignal },
): Promise<Performance> {
  return withScratchFolder(join(tmpdir(), 'wasm-replay-'), async (dir) => {
    const [told, wasm] = [join(dir, 'plan.json'), join(dir, 'guest.wasm')];
    writeFileSync(told, JSON.stringify({ plan, limits }));
    writeFileSync(wasm, bytes);
    const ended = await runProcess({
      file: command.file,
      args: [`--max-old-space-size=${HEAP_MB}`, ...command.args, told, wasm],
      cwd: dir,
      env: bareEnvironment(),
      signal,
      deadlineMs: limits.totalMs + SPARE_MS,
    });
    if (ended.ok) return JSON.parse(ended.stdout) as Performance;
    const refused = machineErrorIn(ended.stderr, 'a process that runs the module');
    if (refused !== null) throw refused;
    return { problem: `the engine's process ${failureText(ended)}` };
  });
}

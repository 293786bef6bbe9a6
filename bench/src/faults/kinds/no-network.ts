import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { anewCommand } from '../clone.ts';
import { needsRoot, type FaultKind } from '../fault-kind.ts';
import { afterwards, endProblems } from '../recovery.ts';
import { toolsIn } from '../tool-cache.ts';

/** Far more than any single attempt of pip, apt or cargo. */
const BOUND_S = 300;

/** A machine without a network, not even to itself. */
export const noNetwork: FaultKind = {
  name: 'no network',
  expected: 'green with tools that are there; without them exit 3 within minutes and what could not be had',
  obstacle: needsRoot,
  trials: ({ clone, scratch }) => [
    {
      row: 'no network, the tools are there',
      id: 'warm',
      run: async () => ({
        did: 'a whole run',
        problems: [
          ...endProblems(await clone.run(['unshare', '-n', ...anewCommand(clone)]), { exit: 0 }),
          ...(await afterwards(clone)),
        ],
      }),
    },
    {
      row: 'no network, the tool cache is empty',
      id: 'empty',
      run: async () => {
        const tools = mkdtempSync(join(scratch, 'no-tools-'));
        const ended = await clone.run(['unshare', '-n', ...anewCommand(clone)], {
          env: toolsIn(tools),
        });
        rmSync(tools, { recursive: true });
        const late = ended.seconds > BOUND_S ? [`took ${Math.round(ended.seconds)} s`] : [];
        return {
          did: `a whole run, over after ${Math.round(ended.seconds)} s`,
          problems: [
            ...endProblems(ended, { exit: 3, says: [/Rust for WebAssembly|libwasmtime/] }),
            ...late,
            ...(await afterwards(clone)),
          ],
        };
      },
    },
  ],
};

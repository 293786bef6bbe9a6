import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { anewCommand, makeClone, subjectPath } from '../clone.ts';
import type { FaultKind } from '../fault-kind.ts';
import { afterwards, endProblems } from '../recovery.ts';
import { toolsIn } from '../tool-cache.ts';

/** Two runs that meet: in one clone, and in two that share a tool cache which is still empty. */
export const twoAtOnce: FaultKind = {
  name: 'two at once',
  expected: 'both are green, what is missing is installed once',
  obstacle: () => null,
  trials: ({ clone, scratch }) => [
    ...[true, false].map((cold) => ({
      row: 'two whole runs in one clone',
      id: cold ? 'cold' : 'warm',
      run: async () => {
        if (cold) rmSync(subjectPath(clone, 'target'), { recursive: true });
        const ends = await Promise.all([0, 1].map(() => clone.run(anewCommand(clone))));
        return {
          did: `with${cold ? 'out' : ''} what cargo made before`,
          problems: [...ends.flatMap((end) => endProblems(end, { exit: 0 })), ...(await afterwards(clone))],
        };
      },
    })),
    {
      row: 'two clones share an empty tool cache',
      id: 'tool cache',
      run: async () => {
        const other = await makeClone(join(scratch, 'other'), 'link');
        const env = toolsIn(join(scratch, 'shared tools'));
        const clones = [clone, other];
        const ends = await Promise.all(clones.map((each) => each.run(anewCommand(each), { env })));
        const downloads = ends.flatMap(({ output }) => output.match(/: downloading .*/g) ?? []);
        const twice = downloads.filter((line, index) => downloads.indexOf(line) !== index);
        const problems = [
          ...ends.flatMap((end) => endProblems(end, { exit: 0 })),
          ...twice.map((line) => `twice${line}`),
          ...(await Promise.all(clones.map((each) => afterwards(each)))).flat(),
        ];
        for (const place of [other.dir, env.WASMGATE_CACHE]) rmSync(place, { recursive: true });
        return { did: `${downloads.length} downloads in all`, problems };
      },
    },
  ],
};

import { join } from 'node:path';
import { anewCommand, subjectPath, type Clone } from '../clone.ts';
import { needsRoot, type FaultKind, type Site, type Trial } from '../fault-kind.ts';
import { endProblems, reportProblems } from '../recovery.ts';
import { withSmallDisk } from '../small-disk.ts';
import { toolsIn } from '../tool-cache.ts';

interface Place {
  readonly row: string;
  readonly folder: string;
  /** Of its disk, a trial each. */
  readonly kilobytes: readonly number[];
  readonly env: Readonly<Record<string, string>>;
  /** Exit code of the run that meets it. */
  readonly exit: 0 | 3;
}

const GIGABYTES = 1024 * 1024;

/** No room where something is written; made again, and then enough. */
export const fullDisk: FaultKind = {
  name: 'full disk',
  expected: 'exit 3 and the place (turbo’s cache: a warning), green once there is room',
  obstacle: needsRoot,
  trials: (site) =>
    places(site).flatMap((place) => place.kilobytes.map((size) => trial(site.clone, place, size))),
};

function places({ clone, scratch }: Site): Place[] {
  const [temporary, tools] = [join(scratch, 'full temporary'), join(scratch, 'full tools')];
  return [
    { row: 'TMPDIR is full', folder: temporary, kilobytes: [0, 64], env: { TMPDIR: temporary }, exit: 3 },
    {
      row: 'the tool cache is full',
      folder: tools,
      kilobytes: [0, 64 * 1024],
      env: toolsIn(tools),
      exit: 3,
    },
    {
      row: "the subject's target/ is full",
      folder: subjectPath(clone, 'target'),
      kilobytes: [0, 8, 256],
      env: {},
      exit: 3,
    },
    {
      row: "turbo's cache is full",
      folder: clone.path('.turbo/cache'),
      kilobytes: [0, 32],
      env: {},
      exit: 0,
    },
  ];
}

function trial(clone: Clone, { row, folder, env, exit }: Place, kilobytes: number): Trial {
  return {
    row,
    id: `${row} ${kilobytes}`,
    run: () =>
      withSmallDisk(folder, kilobytes, async (disk) => {
        const full = await clone.run(anewCommand(clone), { env });
        const torn = reportProblems(clone);
        disk.grow(3 * GIGABYTES);
        const roomy = await clone.run(anewCommand(clone), { env });
        return {
          did: `${kilobytes} kB free`,
          problems: [
            ...endProblems(full, { exit, says: [exit === 0 ? /warn/i : folder] }),
            ...torn,
            ...endProblems(roomy, { exit: 0 }).map((problem) => `with room: ${problem}`),
          ],
        };
      }),
  };
}

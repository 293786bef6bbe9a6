import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { anewCommand, makeClone, subjectPath, verifyCommand, type Clone } from '../clone.ts';
import { needsRoot, type FaultKind, type Site, type Trial } from '../fault-kind.ts';
import { endProblems, reportProblems } from '../recovery.ts';
import { copyToolCache, toolsIn } from '../tool-cache.ts';

const NOBODY = '65534';
const asNobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] as const;

/** Whose the files are, and who runs `verify` in them. */
interface Case {
  readonly row: string;
  /** Gives files away or takes rights. */
  readonly prepare: (clone: Clone) => void;
  readonly isNobody: boolean;
  readonly exit: 0 | 3;
  /** What it must name when it fails. */
  readonly names: (clone: Clone) => string;
}

const give = (...to: string[]): void => void execFileSync('chown', ['-Rh', `${NOBODY}:${NOBODY}`, ...to]);

const CASES: readonly Case[] = [
  {
    row: "another user's clone, open to all",
    prepare: ({ dir }) => execFileSync('chmod', ['-R', 'a+rwX', dir]),
    isNobody: true,
    exit: 0,
    names: () => '',
  },
  {
    row: "root in another user's clone",
    prepare: ({ dir }) => give(dir),
    isNobody: false,
    exit: 0,
    names: () => '',
  },
  {
    row: 'the clone may only be read',
    prepare: () => {},
    isNobody: true,
    exit: 3,
    names: ({ dir }) => dir,
  },
  {
    row: "the subject's target/ may only be read",
    prepare: (clone) => {
      give(clone.dir);
      execFileSync('chown', ['-R', '0:0', subjectPath(clone, 'target')]);
    },
    isNobody: true,
    exit: 3,
    names: (clone) => subjectPath(clone, 'target'),
  },
];

/** Files that belong to somebody else. */
export const deniedWrites: FaultKind = {
  name: 'denied writes',
  expected: 'green where all can be written, else exit 3 and the place',
  obstacle: needsRoot,
  trials: (site) => CASES.map((each) => trial(site, each)),
};

function trial({ scratch }: Site, { row, prepare, isNobody, exit, names }: Case): Trial {
  return {
    row,
    id: row,
    run: async () => {
      const folder = join(scratch, 'denied');
      const [home, tools] = [join(folder, 'home'), join(folder, 'tools')];
      mkdirSync(home, { recursive: true });
      // The one of root's home is out of sight.
      copyToolCache(tools);
      const clone = await makeClone(join(folder, 'clone'), 'copy');
      const env = toolsIn(tools);
      const filled = await clone.run(verifyCommand(clone), { env });
      prepare(clone);
      give(home);
      const command = anewCommand(clone);
      const ended = await clone.run(isNobody ? [...asNobody, ...command] : command, {
        env: { ...env, HOME: isNobody ? home : undefined },
      });
      const problems = [
        ...endProblems(filled, { exit: 0 }),
        ...endProblems(ended, { exit, says: exit === 0 ? [] : [names(clone)] }),
        ...reportProblems(clone),
      ];
      rmSync(folder, { recursive: true });
      return { did: `a whole run by ${isNobody ? 'nobody' : 'root'}`, problems };
    },
  };
}

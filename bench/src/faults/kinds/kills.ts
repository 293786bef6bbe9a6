import { seededRandom, type Random } from '@wasmgate/paired';
import { SMALL_SUBJECT } from '../clone.ts';
import type { FaultKind, Site, Trial } from '../fault-kind.ts';
import { strike } from '../strike.ts';

const VICTIMS = {
  turbo: 'turbo itself',
  group: "turbo's process group",
  tool: 'a tool below turbo',
} as const;
/** One trial in so many is of a subject that takes long to build. */
const LARGE_ONE_IN = 12;

/** Killed by force, at any moment of any task. */
export const kills: FaultKind = {
  name: 'kills',
  expected: 'nothing runs after 3 s, no report is torn, the next `verify` is green',
  obstacle: () => (process.platform === 'linux' ? null : 'needs /proc'),
  trials: (site) =>
    Array.from({ length: site.kills }, (_, index): Trial => {
      const random = seededRandom(site.seed * 100_003 + index);
      const names = Object.keys(VICTIMS) as (keyof typeof VICTIMS)[];
      const victim = pick(names, random);
      const others = site.subjects.filter((name) => name !== SMALL_SUBJECT);
      const subject = others.length > 0 && random() * LARGE_ONE_IN < 1 ? pick(others, random) : SMALL_SUBJECT;
      return {
        row: `SIGKILL to ${VICTIMS[victim]}`,
        id: `${site.seed}/${index}`,
        run: () => strike(site, { victim, signal: 'SIGKILL', ...moment(site, subject, random) }, random),
      };
    }),
};

/** A task that a subject's `verify` runs, each as likely, and a moment within the time that it usually takes. */
export function moment(
  { usualMs, subjects }: Site,
  subject: string,
  random: Random,
): { subject: string; task: string; afterMs: number } {
  const others = subjects.filter((name) => name !== subject);
  const tasks = [...usualMs].filter(([task]) => !others.some((name) => task.startsWith(`${name}#`)));
  const [task, ms] = pick(tasks, random);
  return { subject, task, afterMs: random() * ms };
}

const pick = <T>(items: readonly T[], random: Random): T => items[Math.floor(random() * items.length)] as T;

import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '@wasmgate/paired';
import { verifyCommand } from './clone.ts';
import type { Outcome, Site } from './fault-kind.ts';
import { processTree, type Process } from './processes.ts';
import { afterwards, whatStays } from './recovery.ts';
import type { Running } from './running.ts';

/** Who gets the signal: turbo, the group that it was started in (as by Ctrl-C), or one of the tools below it. */
export type Victim = 'turbo' | 'group' | 'tool';

/** When and whom to strike. */
export interface Strike {
  readonly victim: Victim;
  readonly signal: NodeJS.Signals;
  readonly subject: string;
  /** As turbo names it: `echo-module#build`. */
  readonly task: string;
  /** After the first line of this task. */
  readonly afterMs: number;
}

/** A run may be quicker than usual, and over before the moment. */
const ATTEMPTS = 5;

/** Sends a signal into a forced `verify`, and looks what stays, what is torn, and whether the next one needs help. */
export async function strike(site: Site, blow: Strike, random: Random): Promise<Outcome> {
  const { clone } = site;
  const filter = `--filter=${blow.subject}`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    // What cargo made so far would leave nothing to interrupt.
    if (blow.task.endsWith('#build'))
      rmSync(clone.path('subjects', blow.subject, 'target'), { recursive: true });
    const running = clone.start(verifyCommand(clone, filter, '--force'));
    const moment = blow.afterMs / 2 ** attempt;
    // oxlint-disable-next-line no-await-in-loop -- one attempt after the other
    const hit = await hitInTime(running, { ...blow, afterMs: moment }, random);
    if (hit === null) continue;
    // oxlint-disable-next-line no-await-in-loop -- this was the last one
    const { gone_ms, problems } = await whatStays(clone, hit.at);
    return {
      did: `${blow.signal} to ${hit.whom}, ${Math.round(moment)} ms into ${blow.task}, while ${hit.during} ran`,
      // oxlint-disable-next-line no-await-in-loop -- this was the last one
      problems: [...problems, ...(await afterwards(clone, filter))],
      gone_ms,
      during: hit.during,
    };
  }
  return { did: `nothing: ${blow.task}`, problems: [`the run was over before the moment ${ATTEMPTS} times`] };
}

interface Hit {
  readonly at: number;
  readonly whom: string;
  /** The tasks that ran then. */
  readonly during: string;
}

/** Null when the run was over before. */
async function hitInTime(
  running: Running,
  { victim, signal, task, afterMs }: Strike,
  random: Random,
): Promise<Hit | null> {
  const begun = running.said(new RegExp(`^${task.replace('#', ':')}: `, 'm'));
  if (!(await begun)) return null;
  await Promise.race([sleep(afterMs), running.ended]);
  for (;;) {
    const tree = processTree(running.pid);
    if (tree.length === 0) return null;
    const pid = chosen(victim, tree, random);
    if (pid !== undefined) {
      try {
        process.kill(pid, signal);
      } catch {
        return null;
      }
      const name = tree.find((entry) => entry.pid === Math.abs(pid));
      return {
        at: performance.now(),
        whom: victim === 'tool' ? toolName(name) : victim,
        during: tasksOf(tree),
      };
    }
    // oxlint-disable-next-line no-await-in-loop -- between two tasks there is no tool
    await sleep(5);
  }
}

/** The process, or by a negative number the group. */
function chosen(victim: Victim, tree: readonly Process[], random: Random): number | undefined {
  if (victim === 'group') return -(tree[0] as Process).pid;
  const possible = tree.filter((entry) =>
    victim === 'turbo' ? entry.name === 'turbo' : toolName(entry) !== '',
  );
  return possible[Math.floor(random() * possible.length)]?.pid;
}

/** `wasm-build`; empty for what is no tool of ours. */
function toolName(entry: Process | undefined): string {
  return /\/(wasm-[a-z-]+)$/.exec(entry?.argv[1] ?? '')?.[1] ?? '';
}

function tasksOf(tree: readonly Process[]): string {
  const tasks = tree.flatMap((entry) => {
    const task = variable(entry, 'npm_lifecycle_event');
    return task === undefined ? [] : `${variable(entry, 'npm_package_name')}#${task}`;
  });
  return [...new Set(tasks)].join(' and ') || 'no task';
}

function variable({ environment }: Process, name: string): string | undefined {
  return environment.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1);
}

import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { execPath } from 'node:process';
import { cleanEnvironment } from '@wasmgate/cli-kit/testing';
import { anewCommand, SMALL_SUBJECT } from '../clone.ts';
import type { FaultKind, Site, Trial } from '../fault-kind.ts';
import { afterwards, endProblems } from '../recovery.ts';

const YEAR = '365d';
/** In the middle of these the clock jumps. */
const TASKS = ['build', 'startup-bench'] as const;

/** The wall clock of every Node and what it starts stands, or jumps, a year away; by libfaketime. */
export const clock: FaultKind = {
  name: 'clock',
  expected: 'green, and green again by the right clock',
  obstacle: () => (library() === undefined ? 'needs libfaketime' : null),
  trials: (site) =>
    ['+', '-'].flatMap((sign): Trial[] => {
      const where = sign === '+' ? 'ahead' : 'back';
      return [
        {
          row: `the clock stands a year ${where}`,
          id: `stands ${where}`,
          run: () => wholeRun(site, { from: sign + YEAR }),
        },
        ...TASKS.map((task) => ({
          row: `the clock jumps a year ${where} in the middle`,
          id: `jumps ${where} in ${task}`,
          run: () => wholeRun(site, { from: '+0', to: sign + YEAR, task }),
        })),
      ];
    }),
};

interface Jump {
  readonly from: string;
  readonly to?: string;
  readonly task?: string;
}

async function wholeRun({ clone, scratch }: Site, { from, to, task }: Jump) {
  const folder = mkdtempSync(join(scratch, 'clock-'));
  const offset = join(folder, 'offset');
  writeFileSync(offset, from);
  writeFileSync(join(folder, 'node'), shim(offset));
  chmodSync(join(folder, 'node'), 0o755);
  const running = clone.start(anewCommand(clone), {
    env: { PATH: [folder, cleanEnvironment()['PATH']].join(delimiter) },
  });
  if (to !== undefined && (await running.said(new RegExp(`^${SMALL_SUBJECT}:${task}: `, 'm')))) {
    // It is read at each look at the clock, so it must never be half written.
    writeFileSync(`${offset}.new`, to);
    renameSync(`${offset}.new`, offset);
  }
  return {
    did: to === undefined ? `a whole run at ${from}` : `from ${from} to ${to} as ${task} began`,
    problems: [...endProblems(await running.ended, { exit: 0 }), ...(await afterwards(clone))],
  };
}

/** turbo is linked statically and lets LD_PRELOAD through to nobody: the clock is bent where Node begins. */
function shim(offset: string): string {
  const variables = {
    LD_PRELOAD: library(),
    FAKETIME_TIMESTAMP_FILE: offset,
    FAKETIME_NO_CACHE: '1',
    // A jump of the wall clock moves neither the monotonic clock nor the times that files have.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    NO_FAKE_STAT: '1',
  };
  const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`);
  return ['#!/bin/sh', ...lines, `exec '${execPath}' "$@"`, ''].join('\n');
}

function library(): string | undefined {
  if (!existsSync('/usr/lib')) return undefined;
  return readdirSync('/usr/lib')
    .map((name) => join('/usr/lib', name, 'faketime/libfaketimeMT.so.1'))
    .find((file) => existsSync(file));
}

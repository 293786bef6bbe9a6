import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { guestPlan } from '@wasmgate/startup-bench/src/guest/guest-plan.ts';
import { type Guest, readGuest } from '@wasmgate/startup-bench/src/guest/read-guest.ts';
import type { ChildContext } from '@wasmgate/startup-bench/src/measure/spawn-child.ts';
import { resolveWasmtime } from '@wasmgate/toolchain';
import { accuracyOf, accuracyTable, dilutionOf, dilutionTable } from './accuracy-table.ts';
import type { Accuracy, Dilution } from './accuracy-table.ts';
import { allocatorNames, measureAccuracy, type WayProcess } from './measure-accuracy.ts';
import { buildNativeHost } from './native-host.ts';
import { PlantedFiles } from './power/planted-files.ts';
import { ACCEPTED } from '@wasmgate/contracts/layout';

/**
 * `npm run accuracy -w @wasmgate/bench -- [FILE…] [--rounds 40] [--seed 1] [--json OUT]`: the meter against a native host that makes
 * the same call, and how much of a change each of them shows; docs/measuring.md. Without files: what the subjects ship, and
 * slowdowns planted into clawft-agent. With files: those, and the change from the first to each other one.
 */
const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
  allowPositionals: true,
});
const root = join(import.meta.dirname, '../..');
const DEADLINE_MS = 60_000;
const WARM_ITERATIONS = 50;

/** A guest that differs from `before` by what `name` says. */
interface Change {
  readonly name: string;
  readonly before: Guest;
  readonly after: Guest;
}

const progress = { step: (text: string) => void process.stderr.write(`${text}\n`), tick: () => {} };
const tools = { env: process.env, dir: root, progress };
const host = await buildNativeHost(tools);
const wasmtime = await resolveWasmtime(tools);
const workDir = mkdtempSync(join(tmpdir(), 'accuracy-'));
const context: ChildContext = {
  command: { file: process.execPath, args: [join(root, 'packages/startup-bench/dist/child.js')] },
  engine: { name: 'wasmtime', library: wasmtime.libraryPath, version: wasmtime.version },
  deadlineMs: DEADLINE_MS,
  compileDeadlineMs: DEADLINE_MS,
  signal: new AbortController().signal,
  workDir,
};
try {
  const { guests, changes } = positionals.length > 0 ? givenFiles(positionals) : await subjectsAndPlants();
  await measure(guests, changes);
} finally {
  rmSync(workDir, { recursive: true, force: true });
}

function givenFiles(files: readonly string[]): { guests: Guest[]; changes: Change[] } {
  const guests = files.map((file) => readGuest(file, basename(file)));
  const [before, ...others] = guests as [Guest, ...Guest[]];
  return { guests, changes: others.map((after) => ({ name: `to ${after.label}`, before, after })) };
}

async function subjectsAndPlants(): Promise<{ guests: Guest[]; changes: Change[] }> {
  const shipped = (subject: string): Guest =>
    readGuest(join(root, 'subjects', subject, ACCEPTED.shipped), subject);
  const planted = new PlantedFiles(root, workDir);
  const subject = 'clawft-agent';
  const before = {
    loop: readGuest(await planted.baseline({ plant: 'loop', subject }), 'a loop of one turn'),
    pages: readGuest(await planted.baseline({ plant: 'pages', subject }), 'nothing planted'),
  };
  const change = async (plant: 'loop' | 'pages', amount: number, name: string): Promise<Change> => {
    const after = readGuest(await planted.head({ plant, subject, amount }), name);
    return { name, before: before[plant], after };
  };
  return {
    guests: [shipped('clawft-agent'), shipped('echo-module')],
    changes: [
      await change('loop', 1000, 'a loop of 1,000 turns'),
      await change('loop', 4000, 'a loop of 4,000 turns'),
      await change('pages', 1, 'a page written to'),
    ],
  };
}

async function measure(guests: readonly Guest[], changes: readonly Change[]): Promise<void> {
  const before = load();
  const all = new Set([...guests, ...changes.flatMap((change) => [change.before, change.after])]);
  const processes = await measureAccuracy([...all], {
    host,
    context,
    rounds: Number(values.rounds),
    warmIterations: WARM_ITERATIONS,
    seed: Number(values.seed),
    workDir,
    onProgress: process.stderr.isTTY ? (text) => void process.stderr.write(`\r${text} `) : () => {},
  });
  const of = (guest: Guest, allocator: string): WayProcess[] =>
    processes.filter((process) => process.guest === guest.label && process.allocator === allocator);
  const accuracies = guests.flatMap((guest) =>
    allocatorNames.map((allocator): Accuracy => {
      const same = guest.kind === 'component' ? 'linker' : 'instance_pre';
      const calls = guestPlan(guest.kind, guest.facts, []).initialize ? 2 : 1;
      return { guest: guest.label, allocator, ...accuracyOf(of(guest, allocator), same, calls) };
    }),
  );
  const dilutions = changes.flatMap((change) =>
    allocatorNames.map((allocator): Dilution => ({
      name: change.name,
      allocator,
      change: dilutionOf(of(change.before, allocator), of(change.after, allocator)),
    })),
  );
  const switched = processes.filter(({ warmSwitches }) => warmSwitches > 0).length;
  const paragraphs = [
    accuracyTable(accuracies),
    ...(dilutions.length === 0 ? [] : [dilutionTable(dilutions)]),
    `${values.rounds} rounds of fresh processes, P50 of ${WARM_ITERATIONS} warm starts each, medians over the processes; ` +
      'ratios within a round, with 95 % signed-rank intervals. ' +
      `${switched} of ${processes.length} processes lost their core in between. ${machine(before)}`,
  ];
  process.stdout.write(`${paragraphs.join('\n\n')}\n`);
  if (values.json === undefined) return;
  writeFileSync(values.json, `${JSON.stringify({ accuracies, dilutions, processes }, null, 1)}\n`);
}

function machine(before: string): string {
  return (
    `${cpus().length} × ${cpus()[0]?.model.trim()}, load ${before} before and ${load()} after; ` +
    `libwasmtime ${wasmtime.version}, Node ${process.versions.node}, the host by rustc ${host.rustc}.`
  );
}

function load(): string {
  return (loadavg()[0] as number).toFixed(2);
}

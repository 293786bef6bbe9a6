import type { BinContext, BinSpec, CommandSpec } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import { workspaceRoot } from '@wasmgate/contracts/workspace';
import { runDiff } from '../diff/run-diff.ts';
import { runDrift } from '../drift/run-drift.ts';
import { migrateSpec } from '../migrate/run-migrate.ts';
import { runResolve } from '../resolve/run-resolve.ts';
import { remeasureSpec } from './remeasure.ts';
import { runAcceptance } from './run-acceptance.ts';

/** wasm-baseline: shows what accepting would change, and with --accept changes it. `today`: YYYY-MM-DD. */
export function baselineBin(version: string, today: string): BinSpec {
  return {
    name: 'wasm-baseline',
    version,
    summary: 'show what changes in baseline.json, and accept it',
    examples: [
      'wasm-baseline                                            what would change; writes nothing',
      'wasm-baseline --accept                                   accept everything, of all subjects',
      'wasm-baseline --accept wasm_size_raw_kb                  accept one metric',
      'wasm-baseline --accept startup_time_ms --from r.json     accept a native metric',
      'wasm-baseline --accept --basis ci --reports reports/     keep the figures of another machine as well',
      'wasm-baseline --ratchet                                  accept improvements, and nothing else',
      'wasm-baseline --diff                                     figures and limits against the merge base',
      'wasm-baseline --diff v1.2.0                              against another commit',
      'wasm-baseline --diff --check                             exit 1 where a limit is looser, and nothing says why',
      'wasm-baseline --release                                  what was measured, beside the last release',
      'wasm-baseline --resolve                                  finish a merge of baseline.json and baseline/',
    ],
    command: baselineCommand(today),
    subcommands: { remeasure: remeasureSpec, migrate: migrateSpec },
  };
}

const baselineCommand = (today: string): CommandSpec => ({
  summary: 'show what changes in baseline.json, and accept it',
  options: [
    { flags: '--accept [metric...]', description: 'write these metrics, or all that was measured' },
    { flags: '--ratchet', description: 'only exact figures that got better; nothing is loosened' },
    { flags: '--subject <name>', description: 'one subject; default: all' },
    { flags: '--from <results>', description: 'a flat results file, for the native metrics named' },
    { flags: '--basis <name>', description: 'exact figures alone, in a set beside: those of other tools' },
    { flags: '--reports <folder>', description: 'with --basis: the reports of a run elsewhere, as of CI' },
    {
      flags: '--diff [revision]',
      description: 'accepted figures and limits as they were at a commit; default: the merge base, else HEAD',
    },
    { flags: '--check', description: 'with --diff: fail where a limit is looser, and nothing says why' },
    { flags: '--release', description: 'what was measured beside what the last release (tag v*) accepted' },
    { flags: '--resolve', description: 'finish a merge of baseline.json and baseline/, value by value' },
    { flags: '--measure', description: 'with --resolve: have turbo measure what both sides changed' },
    {
      flags: '--take <side>',
      description: 'with --resolve: this side of what nothing here measures',
      choices: ['ours', 'theirs'],
    },
  ],
  run: async (context) => {
    const root = workspaceRoot(context.io.cwd);
    const work = chooseWork(context);
    if (work === 'diff') return runDiff(root, context);
    if (work === 'release') return runDrift(root, context);
    if (work === 'resolve') return runResolve(root, context);
    return runAcceptance(root, today, context);
  },
});

/** What each of these does is a work of its own. */
const WORKS = ['accept', 'ratchet', 'diff', 'release', 'resolve'] as const;

/** Flags that say more of one of them. */
const PART_OF: Readonly<Record<string, (typeof WORKS)[number]>> = {
  check: 'diff',
  measure: 'resolve',
  take: 'resolve',
};

function chooseWork({ options }: BinContext): (typeof WORKS)[number] | null {
  const [work = null, other] = WORKS.filter((name) => options[name] !== undefined);
  if (other !== undefined) throw new InputError(`--${work} and --${other}: are done one after the other`);
  const [flag] =
    Object.entries(PART_OF).find(([name, whole]) => options[name] !== undefined && work !== whole) ?? [];
  if (flag === undefined) return work;
  throw new InputError(`--${flag}: goes with --${PART_OF[flag]}`, { fix: `add --${PART_OF[flag]}` });
}

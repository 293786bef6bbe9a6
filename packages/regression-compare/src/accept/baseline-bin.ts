import { resolve } from 'node:path';
import type { BinContext, BinSpec, CommandSpec } from '@wasmgate/cli-kit';
import { BASELINE_VERSION } from '@wasmgate/contracts/baseline';
import { migrateCommand } from '@wasmgate/contracts/commands';
import { InputError, type ExitCode } from '@wasmgate/contracts/errors';
import { readFlatMetrics } from '@wasmgate/contracts/flat-metrics';
import { printable } from '@wasmgate/contracts/printable';
import { chooseSubjects } from '@wasmgate/contracts/list-subjects';
import { workspaceRoot } from '@wasmgate/contracts/workspace';
import { accept, isNoOp, migrate } from './accept.ts';
import { planSubjects, readBaselineFile, type BaselineFile } from './gather.ts';
import type { Acceptance } from './plan.ts';
import { remeasureSpec } from './remeasure.ts';
import { renderPlans } from './render-plan.ts';

/** wasm-baseline: shows what accepting would change, and with --accept changes it. `today`: YYYY-MM-DD. */
export function baselineBin(version: string, today: string): BinSpec {
  return {
    name: 'wasm-baseline',
    version,
    summary: 'shows what was measured beside what was accepted, and accepts it',
    examples: [
      'wasm-baseline                                            what would change; writes nothing',
      'wasm-baseline --accept                                   accept everything, of all subjects',
      'wasm-baseline --accept wasm_size_raw_kb                  accept one metric',
      'wasm-baseline --accept startup_time_ms --from r.json     accept a native metric',
      'wasm-baseline --migrate                                  rewrite baseline.json of an earlier version',
      'wasm-baseline remeasure clawft-agent                     have its times taken again',
    ],
    command: acceptCommand(today),
    subcommands: { remeasure: remeasureSpec },
  };
}

const acceptCommand = (today: string): CommandSpec => ({
  summary: 'shows what was measured beside what was accepted, and accepts it',
  options: [
    { flags: '--accept [metric...]', description: 'write these metrics, or all that was measured' },
    { flags: '--subject <name>', description: 'one subject; default: all' },
    { flags: '--from <results>', description: 'a flat results file, for the native metrics named' },
    {
      flags: '--migrate',
      description: `rewrite baseline.json as version ${BASELINE_VERSION}, and nothing else`,
    },
  ],
  run: async (context) => {
    const root = workspaceRoot(context.io.cwd);
    const baseline = readBaselineFile(root);
    return context.options['migrate'] === true
      ? runMigration(baseline, context)
      : runAcceptance(root, baseline, today, context);
  },
});

function runMigration(baseline: BaselineFile, { options, io }: BinContext): ExitCode {
  const isChanged = migrate(baseline);
  const end = isChanged ? 'rewritten: commit it' : 'is as this version writes it';
  if (options['quiet'] !== true) io.stdout.write(`${printable(baseline.file)} ${end}\n`);
  return 0;
}

function runAcceptance(root: string, baseline: BaselineFile, today: string, context: BinContext): ExitCode {
  const { io, options, paint } = context;
  const subjects = chooseSubjects(root, options['subject'] as string | undefined);
  const acceptance = acceptanceOf(context);
  if (acceptance.results !== null && subjects.length > 1) {
    throw new InputError('--from: a results file does not say which subject it belongs to', {
      fix: `add --subject NAME: ${subjects.map(({ name }) => name).join(', ')}`,
    });
  }
  const plans = planSubjects(subjects, baseline, acceptance);
  const isAccepting = options['accept'] !== undefined;
  if (isAccepting) {
    refuseOldVersion(baseline);
    accept(baseline, plans, today);
  }
  if (options['quiet'] !== true) {
    const end = endLine(isAccepting, plans.every(isNoOp));
    io.stdout.write(`${renderPlans(plans, root, paint)}\n\n${end}\n`);
  }
  return 0;
}

/** What is accepted must not drown in a file that is written anew. */
function refuseOldVersion({ file, baseline }: BaselineFile): void {
  if (baseline.schema_version === BASELINE_VERSION) return;
  throw new InputError(`${file}: is of version ${baseline.schema_version}`, {
    fix: `rewrite it first, in a commit of its own: ${migrateCommand()}`,
  });
}

function acceptanceOf({ options, io }: BinContext): Acceptance {
  const { accept: names, from } = options as { accept?: true | string[]; from?: string };
  const named = Array.isArray(names) ? names : null;
  if (from === undefined) return { named, results: null };
  if (named === null) {
    throw new InputError('--from gives figures for metrics that are named, and none is', {
      fix: 'name them: npx wasmgate baseline --accept startup_time_ms --from RESULTS.json',
    });
  }
  return { named, results: readFlatMetrics(resolve(io.cwd, from)) };
}

function endLine(isAccepting: boolean, isNothing: boolean): string {
  if (isNothing) return 'nothing to write';
  return isAccepting
    ? 'accepted: commit baseline.json and the baseline/ of each subject'
    : 'nothing was written; to accept: npx wasmgate baseline --accept [metric...] [--subject NAME]';
}

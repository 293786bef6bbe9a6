import { resolve } from 'node:path';
import type { BinContext, BinSpec } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import { readFlatMetrics } from '@wasmgate/contracts/flat-metrics';
import { chooseSubjects, workspaceRoot } from '../subjects.ts';
import { accept, isNoOp } from './accept.ts';
import { planSubjects, readBaselineFile } from './gather.ts';
import type { Acceptance } from './plan.ts';
import { renderPlans } from './render-plan.ts';

/** `npm run baseline`: shows what accepting would change, and with --accept changes it. `today`: YYYY-MM-DD. */
export function baselineBin(today: string): BinSpec {
  const summary = 'shows what was measured beside what was accepted, and accepts it';
  return {
    name: 'npm run baseline --',
    version: '0.1.0',
    summary,
    examples: [
      'npm run baseline                                            what would change; writes nothing',
      'npm run baseline -- --accept                                accept everything, of all subjects',
      'npm run baseline -- --accept wasm_size_raw_kb               accept one metric',
      'npm run baseline -- --accept startup_time_ms --from r.json  accept a native metric',
    ],
    command: {
      summary,
      options: [
        { flags: '--accept [metric...]', description: 'write these metrics, or all that was measured' },
        { flags: '--subject <name>', description: 'one subject; default: all' },
        { flags: '--from <results>', description: 'a flat results file, for the native metrics named' },
      ],
      run: async (context) => {
        const { io, options, paint } = context;
        const root = workspaceRoot(io.cwd);
        const subjects = chooseSubjects(root, options['subject'] as string | undefined);
        const baseline = readBaselineFile(root);
        const acceptance = acceptanceOf(context);
        if (acceptance.results !== null && subjects.length > 1) {
          throw new InputError('--from: a results file does not say which subject it belongs to', {
            fix: `add --subject NAME: ${subjects.map(({ name }) => name).join(', ')}`,
          });
        }
        const plans = planSubjects(subjects, baseline, acceptance);
        const isAccepting = options['accept'] !== undefined;
        if (isAccepting) accept(baseline, plans, today);
        if (options['quiet'] !== true) {
          const end = endLine(isAccepting, plans.every(isNoOp));
          io.stdout.write(`${renderPlans(plans, root, paint)}\n\n${end}\n`);
        }
        return 0;
      },
    },
  };
}

function acceptanceOf({ options, io }: BinContext): Acceptance {
  const { accept: names, from } = options as { accept?: true | string[]; from?: string };
  const named = Array.isArray(names) ? names : null;
  if (from === undefined) return { named, results: null };
  if (named === null) {
    throw new InputError('--from gives figures for metrics that are named, and none is', {
      fix: 'name them: npm run baseline -- --accept startup_time_ms --from RESULTS.json',
    });
  }
  // npm runs this in the folder of scripts/; the path is meant from where npm was called.
  return { named, results: readFlatMetrics(resolve(io.env['INIT_CWD'] ?? io.cwd, from)) };
}

function endLine(isAccepting: boolean, isNothing: boolean): string {
  if (isNothing) return 'nothing to write';
  return isAccepting
    ? 'accepted: commit baseline.json and subjects/*/baseline/'
    : 'nothing was written; to accept: npm run baseline -- --accept [metric...] [--subject NAME]';
}

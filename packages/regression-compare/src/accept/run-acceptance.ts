import { resolve } from 'node:path';
import type { BinContext } from '@wasmgate/cli-kit';
import { BASELINE_VERSION } from '@wasmgate/contracts/baseline';
import { migrateCommand } from '@wasmgate/contracts/commands';
import { InputError, type ExitCode } from '@wasmgate/contracts/errors';
import { readFlatMetrics } from '@wasmgate/contracts/flat-metrics';
import { chooseSubjects } from '@wasmgate/contracts/list-subjects';
import { printable } from '@wasmgate/contracts/printable';
import { accept, isNoOp } from './accept.ts';
import {
  planSubjects,
  readBaselineFile,
  type BaselineFile,
  type Source,
  type SubjectPlan,
} from './gather.ts';
import { improvements, type Acceptance } from './plan.ts';
import { renderPlans } from './render-plan.ts';
import { reportsFolder } from './reports-elsewhere.ts';

/** Shows what accepting would change and, with --accept or --ratchet, changes it. `today`: YYYY-MM-DD. */
export function runAcceptance(root: string, today: string, context: BinContext): ExitCode {
  const { options, screen, say } = context;
  const baseline = readBaselineFile(root);
  const sources = sourcesOf(root, context);
  const acceptance = acceptanceOf(context);
  if (acceptance.results !== null && sources.length > 1) {
    throw new InputError('--from: a results file does not say which subject it belongs to', {
      fix: `add --subject NAME: ${sources.map(({ subject }) => subject.name).join(', ')}`,
    });
  }
  const all = planSubjects(sources, baseline, acceptance);
  const isRatchet = options['ratchet'] === true;
  const plans = isRatchet ? all.map(ratcheted) : all;
  const isAccepting = isRatchet || options['accept'] !== undefined;
  if (isAccepting) {
    refuseOldVersion(baseline);
    accept(baseline, plans, today);
  }
  if (options['quiet'] !== true) {
    const end = endLine(isAccepting, plans);
    say(`${renderPlans(plans, acceptance, root, screen)}\n\n${end}`);
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

/** The subjects that are asked for; with --reports and without --subject those that it has reports of. */
function sourcesOf(root: string, { options, io }: BinContext): Source[] {
  const { subject: name, basis, reports } = options as { subject?: string; basis?: string; reports?: string };
  const subjects = chooseSubjects(root, name);
  if (reports === undefined) return subjects.map((subject) => ({ subject, reports: null }));
  if (basis === undefined) {
    throw new InputError('--reports: what another machine measured is no figure of this one', {
      fix: 'name the set that it is kept in: npx wasmgate baseline --accept --basis ci --reports DIR',
    });
  }
  const from = resolve(io.cwd, reports);
  const found = subjects.flatMap((subject) => {
    const folder = reportsFolder(from, root, subject);
    return folder === null ? [] : [{ subject, reports: folder }];
  });
  if (found.length > 0) return found;
  throw new InputError(`${from}: has no reports of ${subjects.map((subject) => subject.name).join(', ')}`, {
    fix: 'give the folder that the reports of one run were unpacked to: its target/wasm-bench/*.json, of each subject',
  });
}

function acceptanceOf({ options, io }: BinContext): Acceptance {
  const {
    accept: names,
    from,
    basis,
  } = options as Record<'from' | 'basis', string | undefined> & {
    accept?: true | string[];
  };
  const named = Array.isArray(names) ? names : null;
  const set = basis === undefined ? null : setName(basis);
  if (from === undefined) return { named, results: null, set };
  if (set !== null) {
    throw new InputError('--from and --basis: a native metric of clawft has no basis', {
      fix: 'accept it without --basis',
    });
  }
  if (named === null) {
    throw new InputError('--from gives figures for metrics that are named, and none is', {
      fix: 'name them: npx wasmgate baseline --accept startup_time_ms --from RESULTS.json',
    });
  }
  return { named, results: readFlatMetrics(resolve(io.cwd, from)), set };
}

/** Checks the name of a set: it is a key, and a word of commands. */
function setName(name: string): string {
  if (/^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$/.test(name)) return name;
  throw new InputError(`--basis ${JSON.stringify(name)}: is no name`, {
    fix: 'take at most 64 letters, digits, _ and -, such as ci',
  });
}

/** The accepted artifacts stay: they are what was accepted, and not what is best. */
const ratcheted = ({ name, changes }: SubjectPlan): SubjectPlan => ({
  name,
  changes: improvements(changes),
  copies: [],
});

/** What was written, and nothing else: the files that are to be committed. */
function endLine(isAccepting: boolean, plans: readonly SubjectPlan[]): string {
  if (plans.every(isNoOp)) return 'nothing to write';
  if (!isAccepting) {
    return 'nothing was written; to accept: npx wasmgate baseline --accept [metric...] [--subject NAME]';
  }
  const copied = plans.filter(({ copies }) => copies.length > 0).map(({ name }) => printable(name));
  const folders = copied.length === 0 ? '' : ` and baseline/ of ${copied.join(', ')}`;
  return `accepted: commit baseline.json${folders}`;
}

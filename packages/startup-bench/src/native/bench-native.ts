import type { Input } from '@wasmgate/cli-kit';
import { finding, type FindingIn } from '@wasmgate/contracts/finding';
import { ACCEPTED_DIR } from '@wasmgate/contracts/layout';
import type { NativeBin } from '@wasmgate/contracts/startup';
import { ARM_NAMES } from '@wasmgate/paired';
import type { StartupTold } from '../measure/startup-told.ts';
import { comparePrograms } from './compare-programs.ts';
import { identicalProgram, programComparison, programReport } from './native-report.ts';
import { programRunner, type ProgramRunner, type RunnerOptions } from './program-runner.ts';
import { readPrograms, type NativePair } from './read-programs.ts';

/** What startup.json says of the programs (null: there are none), and what was found. */
export interface NativeResult {
  readonly report: NativeBin[] | null;
  readonly findings: readonly FindingIn<'startup'>[];
}

export interface NativeOptions extends RunnerOptions {
  readonly rounds: number;
  readonly isFull: boolean;
  /** At most this many processes for the figures. */
  readonly mostProcesses?: number;
  readonly onProgress: (text: string) => void;
  readonly onStep: (text: string) => void;
}

/** Processes behind the figures of a program. A budget needs five. */
const PROCESSES = 30;
/** Processes behind its peak memory, which hardly varies. */
const PEAK_PROCESSES = 7;
/** A round of a comparison is as many blocks, of a run of each arm, as take about this long. */
const ROUND_NS = 180e6;
const MOST_BLOCKS = 40;
/** Its start and its memory. */
const METRICS_OF_PROGRAM = 2;

/** An earlier program lies in a folder with native.json. */
export interface NativeBaseline {
  readonly label: string;
  readonly nativeFolder?: string;
}

/** The programs of a subject with what they are compared with; none for a file by path. Throws InputError. */
export function nativePairs(input: Input<StartupTold>, baseline: NativeBaseline | null): NativePair[] {
  if (input.kind !== 'subject') return [];
  const folder = baseline?.nativeFolder ?? null;
  const label = baseline?.label.startsWith('git:') === true ? `${baseline.label} ` : `${ACCEPTED_DIR}/`;
  return readPrograms(input.subject, input.settings.config.native ?? [], folder, label);
}

/** Measures each program from spawn to exit, and against the earlier one. */
export async function benchNative(
  pairs: readonly NativePair[],
  options: NativeOptions,
): Promise<NativeResult> {
  if (pairs.length === 0) return { report: null, findings: [] };
  const compared = pairs.filter(
    ({ head, baseline }) => typeof baseline === 'object' && baseline.sha256 !== head.sha256,
  );
  const familySize = Math.max(1, compared.length * METRICS_OF_PROGRAM);
  const runner = programRunner(options);
  const report: NativeBin[] = [];
  const findings: FindingIn<'startup'>[] = [];
  for (const pair of pairs) {
    const result = await benchPair(pair, familySize, runner, options);
    report.push(result.report);
    findings.push(...result.findings);
  }
  return { report, findings };
}

interface PairResult {
  readonly report: NativeBin;
  readonly findings: readonly FindingIn<'startup'>[];
}

async function benchPair(
  { head, baseline, label }: NativePair,
  familySize: number,
  runner: ProgramRunner,
  options: NativeOptions,
): Promise<PairResult> {
  const { rounds, isFull, mostProcesses = PROCESSES, onProgress, onStep } = options;
  onProgress(`measuring native ${head.bin}`);
  const processes = isFull ? rounds : Math.min(PROCESSES, mostProcesses);
  // The first run brings the file and its libraries into memory: it shows whether the program works, and is no sample.
  const tried = await runner.repeat('duration', head.bytes, head.args, processes + 1);
  if (!tried.ok) return failed(programReport(head, null, uncompared('failed')), head.bin, tried.reason);
  const ns = tried.values.slice(1);
  const peak = await runner.repeat('peak', head.bytes, head.args, PEAK_PROCESSES);
  const figures = { ns, peak };
  if (typeof baseline === 'string') {
    return { report: programReport(head, figures, uncompared(baseline)), findings: [] };
  }
  if (baseline.sha256 === head.sha256) {
    const comparison = identicalProgram(head, baseline, label);
    return { report: programReport(head, figures, { comparison }), findings: [] };
  }
  onStep(`comparing native ${head.bin} with ${label}: ${rounds} rounds`);
  const result = await comparePrograms(head, baseline, {
    runner,
    rounds,
    blocks: blocksOfRound(ns),
    hasPeak: peak.ok,
    familySize,
    onProgress,
    onStep,
  });
  if (result.ok) {
    const comparison = programComparison(baseline, label, result);
    return { report: programReport(head, figures, { comparison }), findings: [] };
  }
  const { arm, reason } = result;
  if (arm === 'head') return failed(programReport(head, null, uncompared('failed')), head.bin, reason);
  // Nobody ships the earlier one; it need not know today's arguments.
  return failed(programReport(head, figures, uncompared('failed')), head.bin, reason, label);
}

/** The quickest run says how long one takes: the others were interrupted. */
function blocksOfRound(ns: readonly number[]): number {
  const most = Math.floor(ROUND_NS / (ARM_NAMES.length * Math.min(...ns)));
  return Math.min(MOST_BLOCKS, Math.max(1, most));
}

function failed(report: NativeBin, bin: string, reason: string, earlier?: string): PairResult {
  const severity = earlier === undefined ? 'violation' : 'warning';
  return { report, findings: [finding('native_failed', { bin, reason }, severity, earlier)] };
}

function uncompared(why: NonNullable<NativeBin['uncompared']>): Pick<NativeBin, 'comparison' | 'uncompared'> {
  return { comparison: null, uncompared: why };
}

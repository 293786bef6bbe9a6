import { resolve } from 'node:path';
import {
  finishReport,
  integerArgument,
  reportBin,
  resolveInput,
  type BinContext,
  type BinSpec,
  type Input,
  type SettingsSource,
} from '@wasmgate/cli-kit';
import { checkBudgets, judgeBudgets } from '@wasmgate/contracts/budget';
import { EnvironmentError, InputError, type ExitCode } from '@wasmgate/contracts/errors';
import { withFindings } from '@wasmgate/contracts/finding';
import type { MetricName } from '@wasmgate/contracts/metrics';
import { sizeSettings, sizeSettingsOf, type SizeSettings } from '@wasmgate/contracts/settings/size';
import { sizeReport, type SizeJson } from '@wasmgate/contracts/size';
import { treeReport } from '@wasmgate/contracts/tree';
import { analyseFile } from './analyse-input.ts';
import { answerQuestions } from './answers/answer-questions.ts';
import { LISTED } from './breakdown/make-breakdown.ts';
import { checkCompress } from './check-compress.ts';
import { compressions, type Compression } from './compress.ts';
import { measureSize, type Measured } from './measure-size.ts';
import { makeTree } from './tree/make-tree.ts';

const MAX_TOP = 10_000;
/** Each takes two runs of wasm-opt. */
const MAX_VERIFY = 100;
/** Seconds that looking for advice may take. */
const ADVISE_WITHIN = 120;
/** The same where a crate is built several times. */
const BUILD_WITHIN = 900;
const MAX_WITHIN = 86_400;

/** The bin `wasm-size`; `compressor` as `compressorId` gives it. */
export function sizeBin(version: string, compressor: string): BinSpec {
  const { command, ...spec } = reportBin({
    name: 'wasm-size',
    version,
    summary: 'say what every byte of a .wasm is, and whose',
    report: sizeReport,
    settings: settingsBy(compressor),
    options: [
      {
        flags: '--top <n>',
        description: 'rows of tables of functions (default 20; of what changed 30, in a subject 10)',
      },
      { flags: '--crate <name>', description: 'what a crate consists of, in both readings (docs/size.md)' },
      { flags: '--why <name>', description: 'shortest paths from an export to a function or a crate' },
      { flags: '--diff <old.wasm>', description: 'what changed since that file' },
      { flags: '--verify-top <n>', description: 'hold the n largest retained sizes against wasm-opt' },
      { flags: '--tree <file>', description: 'write there what npx wasmgate report draws: every function' },
      { flags: '--advise', description: 'try what would make it smaller, prove it, and say what it saves' },
      { flags: '--build', description: 'with --advise: build the crate with other settings as well' },
      {
        flags: '--within <seconds>',
        description: `time for --advise (default ${ADVISE_WITHIN}, with --build ${BUILD_WITHIN})`,
      },
      {
        flags: '--compress <how>',
        description: 'default all; quick: brotli 9 in place of 11, which takes two seconds a megabyte',
        choices: compressions,
      },
    ],
    examples: [
      'wasm-size app.wasm',
      'wasm-size app.wasm --json --compress none',
      'wasm-size --why serde_json',
      'wasm-size app.wasm --diff old.wasm',
      'wasm-size app.wasm --advise',
      'wasm-size --advise --build',
    ],
    checkArguments: readOptions,
    measure: async (input, context) => {
      const { compress, top } = readOptions(context);
      checkCompress(input, compress);
      const limit = input.kind === 'file' ? Math.max(LISTED, top ?? 0) : LISTED;
      const { progress } = context;
      const measured = await measureSize(input, { compressor, compress, limit, progress });
      if (input.kind === 'subject') treeReport.write(input.subject.dir, makeTree(input, measured));
      writeTree(input, measured, context);
      return measured.report;
    },
    // Limits are the gate's: what is kept is what was measured, whatever they are.
    conclude: async (report, { gate }) =>
      withFindings(report, judgeBudgets(gate?.config.budgets, sizeFigures(report))),
    render: async (report, context, { gate }) =>
      (await import('./render.ts')).renderSize(report, {
        budgets: checkBudgets(gate?.config.budgets, sizeFigures(report)),
        screen: context.screen,
        top: readOptions(context).top,
      }),
  });
  if (command === undefined) throw new Error('a report bin has a command');
  const run = async (context: BinContext): Promise<ExitCode> => {
    const asked = readOptions(context);
    if (!asked.advise) return asks(asked) ? answer(context, compressor) : command.run(context);
    const { advise } = await import('./advise.ts');
    const { compress, withinSeconds, build } = asked;
    await advise(context, { compressor, compress, withinSeconds, build, settings: settingsBy(compressor) });
    return 0;
  };
  return { ...spec, command: { ...command, run } };
}

/** The figures of size.json that a budget can name. */
const sizeFigures = ({
  wasm_size_raw_kb,
  wasm_size_gzip_kb,
  wasm_size_brotli_kb,
}: SizeJson): Partial<Record<MetricName, number | null>> => ({
  wasm_size_raw_kb,
  wasm_size_gzip_kb,
  wasm_size_brotli_kb,
});

const settingsBy = (compressor: string): SettingsSource<SizeSettings> => ({
  read: (dir) => {
    const slice = sizeSettings.read(dir);
    if (slice.compressor === compressor) return slice;
    throw new EnvironmentError(
      `another Node compresses here than the task settings saw: ${compressor}, not ${slice.compressor}`,
      { fix: 'run both with the same Node: npx turbo run size' },
    );
  },
  derive: (subject) => sizeSettingsOf(subject, compressor),
});

interface Options {
  /** Undefined: each table has its own default. */
  readonly top: number | undefined;
  readonly compress: Compression;
  readonly crate: string | undefined;
  readonly why: string | undefined;
  readonly diff: string | undefined;
  readonly verifyTop: number | undefined;
  readonly advise: boolean;
  readonly build: boolean;
  readonly withinSeconds: number;
}

function readOptions({ options }: BinContext): Options {
  const advise = options['advise'] === true;
  if (!advise && options['within'] !== undefined) {
    throw new InputError('--within is the time for --advise', { fix: 'give both, or neither' });
  }
  const build = options['build'] === true;
  if (build && !advise) {
    throw new InputError('--build is what --advise may do', { fix: 'give both, or neither' });
  }
  return {
    advise,
    build,
    withinSeconds: whole('--within', options['within'], MAX_WITHIN) ?? (build ? BUILD_WITHIN : ADVISE_WITHIN),
    top: whole('--top', options['top'], MAX_TOP),
    compress: (options['compress'] as Compression | undefined) ?? 'all',
    crate: options['crate'] as string | undefined,
    why: options['why'] as string | undefined,
    diff: options['diff'] as string | undefined,
    verifyTop: whole('--verify-top', options['verifyTop'], MAX_VERIFY),
  };
}

const whole = (flag: string, value: unknown, max: number): number | undefined =>
  value === undefined ? undefined : integerArgument(flag, String(value), { min: 1, max });

const asks = ({ crate, why, diff, verifyTop }: Options): boolean =>
  [crate, why, diff, verifyTop].some((option) => option !== undefined);

/** Writes `--tree`. */
function writeTree(input: Input<unknown>, measured: Measured, { io, options }: BinContext): void {
  const file = options['tree'];
  if (typeof file === 'string') treeReport.writeTo(resolve(io.cwd, file), makeTree(input, measured));
}

/** Answers questions: nothing is written to the subject, whose report is the same whatever was asked. */
async function answer(context: BinContext, compressor: string): Promise<ExitCode> {
  const { io, options, progress, screen, signal } = context;
  const asked = readOptions(context);
  const input = await resolveInput(context.args[0], settingsBy(compressor), context);
  const against = asked.diff === undefined ? undefined : analyseFile(resolve(io.cwd, asked.diff));
  // Text shows no compressed size: nobody waits for one.
  const compress = options['json'] === true || options['out'] !== undefined ? asked.compress : 'none';
  const limit = Math.max(LISTED, asked.top ?? 0);
  const measured = await measureSize(input, { compressor, compress, limit, against, progress });
  const { report, analysis } = measured;
  writeTree(input, measured, context);
  const answers = await answerQuestions(analysis, asked, { signal, progress });
  const answered: SizeJson = { ...report, answers };
  // The exit code is no verdict: a question was answered.
  await finishReport(sizeReport, answered, context, async () => {
    const { renderAnswers } = await import('./render.ts');
    return renderAnswers(answered, { diff: asked.diff !== undefined }, screen, asked.top);
  });
  return 0;
}

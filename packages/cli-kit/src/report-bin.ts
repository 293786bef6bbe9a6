import { resolve } from 'node:path';
import type { ExitCode } from '@wasmgate/contracts/errors';
import type { Report } from '@wasmgate/contracts/report';
import { writeRunSidecar } from '@wasmgate/contracts/run-sidecar';
import type { BinContext, BinSpec, Flag } from './bin.ts';
import { exitCodeOf } from './exit-code.ts';
import { resolveInput, type Input, type SettingsSource } from './input.ts';

/** A bin that looks at a .wasm and writes one report. */
export interface ReportBinSpec<R extends { readonly verdict: 'pass' | 'fail' }, S> {
  readonly name: string;
  readonly version: string;
  readonly summary: string;
  readonly report: Report<R>;
  readonly settings: SettingsSource<S>;
  readonly args?: readonly Flag[];
  readonly options?: readonly Flag[];
  readonly examples: readonly string[];
  /** Checked before anything is read or built: throws InputError. */
  readonly checkArguments?: (context: BinContext) => void;
  readonly measure: (input: Input<S>, context: BinContext) => Promise<R>;
  /**
   * What is printed, given as --out and exited by, when it differs from what a subject keeps: the kept file must not
   * depend on the day, for it is cached. Called once the kept file is written.
   */
  readonly conclude?: (report: R, input: Input<S>, context: BinContext) => Promise<R>;
  /** Makes the text; a tool loads what has its words only now, so that they key no task that measures. */
  readonly render: (report: R, context: BinContext, input: Input<S>) => Promise<string>;
}

/** Options that every bin with a report has. */
export const reportOptions: readonly Flag[] = [
  { flags: '--json', description: 'print the report, and nothing else, to stdout' },
  { flags: '--out <file>', description: 'write the report there' },
  { flags: '--exit-zero', description: 'exit 0 on a violation (the report records it)' },
  { flags: '--strict', description: 'fail also on what cannot be compared or decided' },
];

const inputOptions: readonly Flag[] = [
  { flags: '--config <file>', description: 'a wasmgate.json to apply to the .wasm given by path' },
];

/**
 * The shape that wasm-size, wasm-feature-check and wasm-startup-bench share: in a subject and without a path the
 * report goes to target/wasm-bench/; with a path it is only printed, unless --out says where.
 */
export function reportBin<R extends { readonly verdict: 'pass' | 'fail' }, S>(
  spec: ReportBinSpec<R, S>,
): BinSpec {
  const { name, version, summary, examples, report } = spec;
  return {
    name,
    version,
    summary,
    examples,
    command: {
      summary,
      args: [
        { flags: '[wasm]', description: 'a .wasm; default: the artifact of the subject in this folder' },
        ...(spec.args ?? []),
      ],
      options: [...reportOptions, ...inputOptions, ...(spec.options ?? [])],
      run: async (context) => {
        spec.checkArguments?.(context);
        const startedAt = new Date();
        const input = await resolveInput(context.args[0], spec.settings, context);
        const measured = await spec.measure(input, context);
        if (input.kind === 'subject') {
          const { dir } = input.subject;
          report.write(dir, measured);
          writeRunSidecar(dir, report.file.replace('.json', ''), startedAt, report.path(dir));
        }
        const result = (await spec.conclude?.(measured, input, context)) ?? measured;
        return finishReport(report, result, context, () => spec.render(result, context, input));
      },
    },
  };
}

/** Writes `--out`, prints the report or its rendering (made only when it is printed), and gives the exit code. */
export async function finishReport<R extends { readonly verdict: 'pass' | 'fail' }>(
  report: Report<R>,
  result: R,
  { options, io, progress, say }: BinContext,
  render: () => Promise<string>,
): Promise<ExitCode> {
  if (typeof options['out'] === 'string') report.writeTo(resolve(io.cwd, options['out']), result);
  progress.clear();
  if (options['json'] === true) io.stdout.write(report.text(result));
  else if (options['quiet'] !== true) say(await render());
  return exitCodeOf(result.verdict, options['exitZero'] === true);
}

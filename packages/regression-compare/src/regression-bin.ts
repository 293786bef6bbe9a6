import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { finishReport, isUnderTurbo, reportOptions, type BinContext, type BinSpec } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import { readFlatMetrics } from '@wasmgate/contracts/flat-metrics';
import { regressionReport, type RegressionJson } from '@wasmgate/contracts/regression';
import { CONFIG_FILE } from '@wasmgate/contracts/layout';
import { findBaseline } from './find-baseline.ts';
import { compareFlat } from './compare/flat/compare-flat.ts';
import { readFlatBaseline } from './compare/flat/flat-baseline.ts';
import { parseThreshold } from './compare/flat/threshold.ts';
import { readAccepted } from './read-accepted.ts';
import { hasRules, readGate } from './read-gate.ts';
import { inputProblemError, readReports, type InputProblem } from './read-reports.ts';
import { compareSubject } from './compare/subject/compare-subject.ts';

/** wasm-regression-compare: a subject against baseline.json, or two of clawft's flat files by hand. */
export function regressionBin(version: string): BinSpec {
  const summary = 'compare what was measured with baseline.json';
  return {
    name: 'wasm-regression-compare',
    version,
    summary,
    examples: [
      'wasm-regression-compare                                   in a subject: its reports, baseline.json',
      'wasm-regression-compare results.json                      against the nearest baseline.json, 10 %',
      'wasm-regression-compare results.json accepted.json 5      flat files, 5 %',
    ],
    command: {
      summary,
      args: [
        {
          flags: '[results]',
          description: "a flat results file, as clawft's; default: the subject's reports",
        },
        {
          flags: '[baseline]',
          description: 'a flat baseline, or a baseline.json; default: the nearest upward',
        },
        { flags: '[threshold]', description: 'how much worse a metric of a flat file may be, % (10)' },
      ],
      options: [
        ...reportOptions,
        { flags: '--subject <name>', description: 'which subject of a baseline.json flat results belong to' },
      ],
      run: async (context) => {
        const report = context.args.length > 0 ? compareByHand(context) : compareInSubject(context);
        return finishReport(regressionReport, report, context, async () =>
          (await import('./render.ts')).renderRegression(report, context.screen),
        );
      },
    },
  };
}

function compareByHand({ args, options, io }: BinContext): RegressionJson {
  const [resultsArg = '', baselineArg, thresholdArg] = args;
  const thresholdPct = parseThreshold(thresholdArg);
  const resultsFile = resolve(io.cwd, resultsArg);
  const metrics = readFlatMetrics(resultsFile);
  const baselineFile = baselineArg === undefined ? findBaseline(io.cwd) : resolve(io.cwd, baselineArg);
  if (baselineFile === null) {
    throw new InputError(`${io.cwd}: no baseline.json here or in a folder above`, {
      fix: 'name one: npx wasmgate compare RESULTS.json BASELINE.json',
    });
  }
  const subject = options['subject'] as string | undefined;
  const baseline = readFlatBaseline(baselineFile, subject);
  const results = { file: resultsFile, metrics };
  const strict = options['strict'] === true;
  return compareFlat({ results, baseline, thresholdPct, strict });
}

function compareInSubject({ io, options }: BinContext): RegressionJson {
  if (options['subject'] !== undefined) {
    throw new InputError('--subject belongs to a flat results file, and none was given', {
      fix: 'run this in the folder of the subject, or give RESULTS.json',
    });
  }
  if (!isUnderTurbo(io) && !existsSync(join(io.cwd, CONFIG_FILE))) {
    throw new InputError(`${io.cwd}: no wasmgate.json here, and no results file given`, {
      fix: 'run this in the folder of a subject, or: npx wasmgate compare RESULTS.json [BASELINE.json] [THRESHOLD]',
    });
  }
  const { subject, gate } = readGate({ io });
  const problems: InputProblem[] = [];
  const reports = readReports(subject.dir, problems);
  if (reports === null) throw inputProblemError(subject.name, problems);
  const { name } = subject;
  const baseline = readAccepted(subject);
  const report = compareSubject({
    name,
    gate: gate.config,
    reports,
    baseline,
    strict: options['strict'] === true,
    hasRules: hasRules(gate),
  });
  regressionReport.write(subject.dir, report);
  return report;
}

import { buildReport } from '@wasmgate/contracts/build';
import { WasmgateError } from '@wasmgate/contracts/errors';
import { featuresReport } from '@wasmgate/contracts/features';
import { memoryReport } from '@wasmgate/contracts/memory';
import type { Report } from '@wasmgate/contracts/report';
import { buildSettings, buildSettingsOf } from '@wasmgate/contracts/settings/build';
import { featureSettings, featureSettingsOf } from '@wasmgate/contracts/settings/feature-check';
import { gateSettings, gateSettingsOf } from '@wasmgate/contracts/settings/gate';
import { memorySettings, memorySettingsOf } from '@wasmgate/contracts/settings/memory';
import { sizeSettings, sizeSettingsOf } from '@wasmgate/contracts/settings/size';
import { startupSettings, startupSettingsOf } from '@wasmgate/contracts/settings/startup-bench';
import { sizeReport } from '@wasmgate/contracts/size';
import { startupReport } from '@wasmgate/contracts/startup';
import type { Subject } from '@wasmgate/contracts/subject';
import type { InputProblem } from '../read-reports.ts';
import type { MeasuredReports } from './collect.ts';

/**
 * Ties each report to what was asked: it names the hash of the slice of settings that it answered, which must be the slice of now.
 * An emptied report, or one from before a rule or an export was asked for, answers another question.
 */
export function checkAnswered(dir: string, reports: MeasuredReports): InputProblem[] {
  const problems: InputProblem[] = [];
  const check = <S>(
    slice: Report<S>,
    { file, task }: { file: string; task: string },
    answered: string | null,
  ) => {
    try {
      if (slice.sha256(slice.read(dir)) === answered) return;
      problems.push({
        task,
        message: `${file} is stale: it answers other settings than ${slice.file}; the task ${task} makes it anew`,
      });
    } catch (error) {
      if (!(error instanceof WasmgateError)) throw error;
      problems.push({ task: slice.task, message: error.message });
    }
  };
  check(buildSettings, buildReport, reports.build.settings_sha256);
  check(sizeSettings, sizeReport, reports.size.settings_sha256);
  check(featureSettings, featuresReport, reports.features.settings_sha256);
  check(startupSettings, startupReport, reports.startup.settings_sha256);
  check(memorySettings, memoryReport, reports.memory.settings_sha256);
  return problems;
}

/**
 * By hand: holds the slices that the task settings wrote against those that wasmgate.json and the day give now. What they know of the
 * machine is taken from them. `today`: `2027-01-31`, in UTC.
 */
export function checkSlices(subject: Subject, today: string): InputProblem[] {
  const { dir } = subject;
  const problems: InputProblem[] = [];
  const check = <S>(slice: Report<S>, derive: (written: S) => S) => {
    try {
      const written = slice.read(dir);
      if (slice.text(derive(written)) === slice.text(written)) return;
      const message = `${slice.file} is stale: wasmgate.json or the day says something else; the task settings makes it anew`;
      problems.push({ task: slice.task, message });
    } catch (error) {
      if (!(error instanceof WasmgateError)) throw error;
      problems.push({ task: slice.task, message: error.message });
    }
  };
  check(buildSettings, (written) => buildSettingsOf(subject, written));
  check(sizeSettings, ({ compressor }) => sizeSettingsOf(subject, compressor));
  check(featureSettings, () => featureSettingsOf(subject));
  check(startupSettings, ({ host }) => startupSettingsOf(subject, host));
  check(memorySettings, ({ engine }) => memorySettingsOf(subject, engine));
  check(gateSettings, () => gateSettingsOf(subject, today));
  return problems;
}

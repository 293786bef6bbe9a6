import type { Host } from '../environment.ts';
import { exportsWaiver } from '../exports.ts';
import type { SettingsStartupBenchJson } from '../generated/settings-startup-bench.ts';
import { validate } from '../generated/settings-startup-bench.validate.js';
import { defineReport, type Report } from '../report.ts';
import type { Subject } from '../subject.ts';
import { defined } from './defined.ts';

/** What the task startup-bench is told. */
export type StartupSettings = SettingsStartupBenchJson;

/** Its file, which the task settings writes. */
export const startupSettings: Report<StartupSettings> = defineReport<StartupSettings>(
  'settings/startup-bench.json',
  'settings',
  validate,
);

/** The slice of the task startup-bench. `host`: with the engine that the subject names. */
export function startupSettingsOf(
  { name, config: { invoke, native, exports, startup } }: Subject,
  host: Host,
): StartupSettings {
  // Which exports there must be changes nothing here; that none may be there does.
  const config = defined({ invoke, native, exports: exportsWaiver(exports), startup });
  return { schema_version: 1, subject: name, config, host };
}

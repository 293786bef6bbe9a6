import type { SettingsSizeJson } from '../generated/settings-size.ts';
import { validate } from '../generated/settings-size.validate.js';
import { defineReport, type Report } from '../report.ts';
import type { Subject } from '../subject.ts';

/** What the task size is told. */
export type SizeSettings = SettingsSizeJson;

/** Its file, which the task settings writes. */
export const sizeSettings: Report<SizeSettings> = defineReport<SizeSettings>(
  'settings/size.json',
  'settings',
  validate,
);

/** The slice of the task size; `compressor` as `compressorId` gives it. */
export function sizeSettingsOf({ name }: Subject, compressor: string): SizeSettings {
  return { schema_version: 1, subject: name, compressor };
}

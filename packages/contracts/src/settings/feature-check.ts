import type { SettingsFeatureCheckJson } from '../generated/settings-feature-check.ts';
import { validate } from '../generated/settings-feature-check.validate.js';
import { defineReport, type Report } from '../report.ts';
import type { Subject } from '../subject.ts';
import { defined } from './defined.ts';

/** What the task feature-check is told. */
export type FeatureSettings = SettingsFeatureCheckJson;

/** Its file, which the task settings writes. */
export const featureSettings: Report<FeatureSettings> = defineReport<FeatureSettings>(
  'settings/feature-check.json',
  'settings',
  validate,
);

/**
 * The slice of the task feature-check. Which evidence an exception covers is looked for there; why, whose and until when it is
 * stands in the gate's slice alone.
 */
export function featureSettingsOf({ name, config }: Subject): FeatureSettings {
  const { require, groups = [], required, exceptions } = config.features ?? {};
  // Those that last longest first: of several that cover the same, one that has ended must not hide one that counts.
  const covers = exceptions
    ?.toSorted((a, b) => (a.expires < b.expires ? 1 : a.expires > b.expires ? -1 : 0))
    .map(({ group, rule, match }) => defined({ group, rule, match }));
  return {
    schema_version: 1,
    subject: name,
    is_crate: config.crate !== undefined,
    features: defined({ require, groups, required, exceptions: covers }),
  };
}

import { engineOf } from '@wasmgate/contracts/engine';
import type { EnvironmentJson } from '@wasmgate/contracts/environment';
import { hostFor } from '@wasmgate/contracts/host';
import { buildSettings, buildSettingsOf, type BuildFacts } from '@wasmgate/contracts/settings/build';
import { featureSettings, featureSettingsOf } from '@wasmgate/contracts/settings/feature-check';
import { gateSettings, gateSettingsOf } from '@wasmgate/contracts/settings/gate';
import { memorySettings, memorySettingsOf } from '@wasmgate/contracts/settings/memory';
import { sizeSettings, sizeSettingsOf } from '@wasmgate/contracts/settings/size';
import { startupSettings, startupSettingsOf } from '@wasmgate/contracts/settings/startup-bench';
import type { Subject } from '@wasmgate/contracts/subject';

/** What the slices are made from beside wasmgate.json. */
export interface SliceFacts extends BuildFacts, Pick<EnvironmentJson, 'day' | 'host' | 'v8' | 'compressor'> {}

/** A slice as text, and where it lies. */
export interface SliceText {
  /** Relative to the report folder, such as settings/build.json. */
  readonly file: string;
  readonly path: string;
  readonly text: string;
}

/** Every slice of a subject, checked against its schema. The same configuration and facts give the same bytes. */
export function allSlices(subject: Subject, facts: SliceFacts): SliceText[] {
  const { dir, config } = subject;
  const host = hostFor(engineOf(config.startup), facts);
  return [
    { report: buildSettings, text: buildSettings.text(buildSettingsOf(subject, facts)) },
    { report: sizeSettings, text: sizeSettings.text(sizeSettingsOf(subject, facts.compressor)) },
    { report: featureSettings, text: featureSettings.text(featureSettingsOf(subject)) },
    { report: startupSettings, text: startupSettings.text(startupSettingsOf(subject, host)) },
    {
      report: memorySettings,
      text: memorySettings.text(memorySettingsOf(subject, facts.host.engine)),
    },
    { report: gateSettings, text: gateSettings.text(gateSettingsOf(subject, facts.day)) },
  ].map(({ report, text }) => ({ file: report.file, path: report.path(dir), text }));
}

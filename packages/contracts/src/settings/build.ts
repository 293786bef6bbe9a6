import type { SettingsBuildJson } from '../generated/settings-build.ts';
import { validate } from '../generated/settings-build.validate.js';
import { defineReport, type Report } from '../report.ts';
import type { Subject } from '../subject.ts';
import { defined } from './defined.ts';

/** What the task build is told. */
export type BuildSettings = SettingsBuildJson;

/** Its file, which the task settings writes. */
export const buildSettings: Report<BuildSettings> = defineReport<BuildSettings>(
  'settings/build.json',
  'settings',
  validate,
);

/** What a build depends on beside the sources, and wasmgate.json does not say. */
export type BuildFacts = Pick<
  BuildSettings,
  'toolchain' | 'problem' | 'cargo' | 'workspace' | 'lock' | 'optimizer' | 'componentizer'
>;

/** The slice of the task build. */
export function buildSettingsOf({ name, config }: Subject, facts: BuildFacts): BuildSettings {
  const { extends: parent, crate, wasm, postlink, optimize, exports, native } = config;
  return {
    schema_version: 1,
    subject: name,
    config: defined({ extends: parent, crate, wasm, postlink, optimize, exports, native }),
    toolchain: facts.toolchain,
    problem: facts.problem,
    cargo: facts.cargo,
    workspace: facts.workspace,
    lock: facts.lock,
    optimizer: facts.optimizer,
    componentizer: facts.componentizer,
  };
}

import type { SettingsMemoryJson } from '../generated/settings-memory.ts';
import { validate } from '../generated/settings-memory.validate.js';
import { defineReport, type Report } from '../report.ts';
import type { Subject } from '../subject.ts';
import { defined } from './defined.ts';

/** What the task memory is told. */
export type MemorySettings = SettingsMemoryJson;

/** Its file, which the task settings writes. */
export const memorySettings: Report<MemorySettings> = defineReport<MemorySettings>(
  'settings/memory.json',
  'settings',
  validate,
);

/** The slice of the task memory. Of the machine it knows the engine alone: counts are the same on all. */
export function memorySettingsOf(
  { name, config: { invoke, memory } }: Pick<Subject, 'name' | 'config'>,
  engine: string,
): MemorySettings {
  return {
    schema_version: 1,
    subject: name,
    config: defined({ invoke, memory }),
    engine,
  };
}

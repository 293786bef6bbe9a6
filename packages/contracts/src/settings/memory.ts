import { memoryOff, NO_ENGINE } from '../engine.ts';
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

/**
 * The slice of the task memory. Of the machine it knows the engine alone, and that only where something is to be counted: counts are
 * the same on all.
 */
export function memorySettingsOf(
  { name, config: { invoke, memory, startup } }: Pick<Subject, 'name' | 'config'>,
  engine: string,
): MemorySettings {
  const told = defined({ invoke, memory, startup });
  return {
    schema_version: 1,
    subject: name,
    config: told,
    engine: memoryOff(told) === undefined ? engine : NO_ENGINE,
  };
}

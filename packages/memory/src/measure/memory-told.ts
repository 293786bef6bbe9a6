import type { SettingsSource } from '@wasmgate/cli-kit';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { memorySettings, memorySettingsOf, type MemorySettings } from '@wasmgate/contracts/settings/memory';

/** By hand the engine is not known before it was found. */
const UNKNOWN = 'unknown';

/** How the tool is told. */
export const memoryTold: SettingsSource<MemorySettings> = {
  read: memorySettings.read,
  derive: (subject) => memorySettingsOf(subject, UNKNOWN),
};

/** What it is told, once the engine is there. Throws EnvironmentError (exit 3) when the task settings saw another one. */
export function settingsOn(settings: MemorySettings, engine: string): MemorySettings {
  const told = settings.engine;
  if (told === UNKNOWN || told === engine) return { ...settings, engine };
  throw new EnvironmentError(`${engine} is here, and the task settings saw ${told}`, {
    fix: 'run both on the same machine: npx turbo run memory',
  });
}

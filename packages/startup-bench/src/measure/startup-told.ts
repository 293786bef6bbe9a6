import type { SettingsSource } from '@wasmgate/cli-kit';
import type { Host } from '@wasmgate/contracts/environment';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { exportsWaiver } from '@wasmgate/contracts/exports';
import { defined } from '@wasmgate/contracts/settings/defined';
import {
  startupSettings,
  startupSettingsOf,
  type StartupSettings,
} from '@wasmgate/contracts/settings/startup-bench';
import type { Subject } from '@wasmgate/contracts/subject';

/** What the benchmark is told; by hand it finds out by itself which machine this is. */
export interface StartupTold extends Pick<StartupSettings, 'subject' | 'config'> {
  readonly host: Host | null;
}

/** How it is told. */
export const startupTold: SettingsSource<StartupTold> = {
  read: startupSettings.read,
  derive: ({ name, config: { invoke, native, exports, startup } }) => ({
    subject: name,
    config: defined({ invoke, native, exports: exportsWaiver(exports), startup }),
    host: null,
  }),
};

/**
 * SHA-256 of the slice that a report answers. Throws EnvironmentError (exit 3) when another class of machine measures than the task
 * settings saw.
 */
export function toldSha256({ subject, config, host }: StartupTold, measuring: Host): string {
  if (host !== null && host.host_class !== measuring.host_class) {
    throw new EnvironmentError(
      `this machine is ${measuring.host_class}, and the task settings saw ${host.host_class}`,
      { fix: 'run both on the same machine: npx turbo run startup-bench' },
    );
  }
  const asked: Subject = { name: subject, dir: '', config };
  return startupSettings.sha256(startupSettingsOf(asked, measuring));
}

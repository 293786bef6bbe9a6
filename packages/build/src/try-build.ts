import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { TRIAL_DIR, trialFolder } from '@wasmgate/contracts/layout';
import { printable } from '@wasmgate/contracts/printable';
import type { BuildContext } from './build-context.ts';
import { buildToShip } from './build-subject.ts';
import { expectToolchain, type SubjectBuild } from './build-told.ts';
import type { Stages } from './stages/derive-stages.ts';

/**
 * Builds a subject's crate with other settings of cargo's profile (`lto = "fat"`), into a folder of their own: its own artifacts and
 * reports stay as they are. Gives the folder, relative to the subject, and the bytes. Throws InputError and EnvironmentError.
 */
export async function tryBuild(
  subject: SubjectBuild,
  settings: readonly string[],
  context: BuildContext,
): Promise<{ readonly folder: string; readonly stages: Stages }> {
  const { dir, config } = subject;
  if (config.crate === undefined) {
    throw new InputError(
      'there is no crate to try settings on: the subject is a file that is built elsewhere',
      {
        fix: 'build it there with other settings, then: npx wasmgate size new.wasm --diff old.wasm',
      },
    );
  }
  const stray = settings.find((setting) => !/^[a-z][a-z-]*\s*=\s*\S/.test(setting));
  if (stray !== undefined) {
    throw new InputError(`--try ${printable(stray)}: not a setting of a cargo profile`, {
      fix: `such as: --try 'lto = "fat"' 'codegen-units = 1'`,
    });
  }
  expectToolchain(subject);
  const cargoDir = join(dir, TRIAL_DIR, 'cargo');
  mkdirSync(cargoDir, { recursive: true });
  const folder = trialFolder(settings);
  // Programs of the host are nothing that is tried.
  const { native: _, ...tried } = config;
  return withLock(
    join(dir, TRIAL_DIR),
    async () => {
      const trial = { settings, cargoDir };
      const { stages } = await buildToShip({ ...subject, config: tried, trial }, context);
      for (const [name, bytes] of Object.entries(stages))
        writeFileAtomic(join(dir, folder, `${name}.wasm`), bytes);
      return { folder, stages };
    },
    {
      signal: context.signal,
      onWait: () =>
        context.progress.step(`${subject.subject}: another trial is running; waiting for that one`),
    },
  );
}

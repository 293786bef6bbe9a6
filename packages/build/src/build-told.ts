import { isDeepStrictEqual } from 'node:util';
import { componentizerVersion, optimizerVersion } from '@wasmgate/binaryen';
import type { SettingsSource } from '@wasmgate/cli-kit';
import type { CargoFacts } from '@wasmgate/contracts/environment';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { defined } from '@wasmgate/contracts/settings/defined';
import {
  buildSettings,
  buildSettingsOf,
  type BuildFacts,
  type BuildSettings,
} from '@wasmgate/contracts/settings/build';
import type { Toolchain } from '@wasmgate/contracts/toolchain';

/** What a build is told. */
export interface BuildTold extends Pick<BuildSettings, 'subject' | 'config'> {
  /** The slice that keys the task. Null by hand: then whatever toolchain is found may build. */
  readonly promised: BuildSettings | null;
}

/** A subject to build: where it lies, and what is told about it. */
export interface SubjectBuild extends BuildTold {
  readonly dir: string;
  readonly trial?: Trial;
}

/** A build beside the subject's own, with other settings of cargo's profile: what they would bring. */
export interface Trial {
  /** Settings as they stand in Cargo.toml, such as `lto = "fat"`. */
  readonly settings: readonly string[];
  /** The folder of cargo's own files: trials share what they compiled. */
  readonly cargoDir: string;
}

/** What a build depends on that its toolchain and its configuration do not say. */
export type OutsideFacts = 'cargo' | 'workspace' | 'lock';

/** How it is told. */
export const buildTold: SettingsSource<BuildTold> = {
  read: (dir) => {
    const promised = buildSettings.read(dir);
    return { subject: promised.subject, config: promised.config, promised };
  },
  derive: ({ name, config: { crate, wasm, postlink, optimize, exports, native } }) => ({
    subject: name,
    config: defined({ crate, wasm, postlink, optimize, exports, native }),
    promised: null,
  }),
};

/** Throws EnvironmentError (exit 3) when the settings say that no toolchain can be had here. */
export function expectToolchain({ promised }: BuildTold): void {
  if (promised === null || promised.toolchain !== null) return;
  const { message, fix } = promised.problem ?? { message: 'there is no toolchain', fix: '' };
  throw new EnvironmentError(message.split('\n'), fix === '' ? {} : { fix: fix.split('\n') });
}

/** Throws EnvironmentError (exit 3) when another toolchain would build than the one that keys the task. */
export function expectPromised({ promised }: BuildTold, found: Toolchain): void {
  const expected = promised?.toolchain;
  if (!expected || expected.identity === found.identity) return;
  throw new EnvironmentError(
    [
      'the toolchain is another one than the task settings saw',
      `settings: ${expected.identity}`,
      `here:     ${found.identity}`,
    ],
    { fix: 'run it again: npx turbo run build; if it stays so: npx turbo run build --force' },
  );
}

/**
 * Throws EnvironmentError (exit 3) when cargo reads something else outside the subject than what keys the task: it changed since the
 * task settings looked.
 */
export function expectFacts({ promised }: BuildTold, found: CargoFacts): void {
  if (promised === null || isDeepStrictEqual(promised.cargo, found)) return;
  const [was, is] = [promised.cargo, found].map((facts) => Object.entries(facts ?? {}));
  const changed = is?.filter(
    ([key, value]) => !isDeepStrictEqual(value, was?.find(([name]) => name === key)?.[1]),
  );
  const names = changed?.map(([key]) => key).join(', ');
  throw new EnvironmentError(`cargo reads something else here than the task settings saw: ${names}`, {
    fix: 'run it again: npx turbo run build',
  });
}

/** The slice that a build answers: the one that it was told, or by hand what the task settings would have written. */
export function answered(
  { promised, subject, config }: BuildTold,
  facts: Pick<BuildFacts, 'toolchain' | OutsideFacts>,
): BuildSettings {
  if (promised !== null) return promised;
  return buildSettingsOf(
    { name: subject, dir: '', config },
    {
      ...facts,
      problem: null,
      optimizer: optimizerVersion(),
      componentizer: componentizerVersion(),
    },
  );
}

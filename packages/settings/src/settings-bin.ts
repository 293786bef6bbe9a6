import type { BinSpec } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import { printable } from '@wasmgate/contracts/printable';
import { readSubject } from '@wasmgate/contracts/subject';
import { writeSettings } from './write-settings.ts';

/** `wasm-settings`: splits the configuration of the subject in this folder into one slice a task. */
export function settingsBin(version: string): BinSpec {
  const summary = 'split wasmgate.json into one slice a task (a task of turbo)';
  return {
    name: 'wasm-settings',
    version,
    summary,
    examples: ['wasm-settings', 'npx turbo run settings'],
    command: {
      summary,
      run: async ({ io, options, progress, say, signal }) => {
        const subject = readSubject(io.cwd);
        if (subject === null) {
          throw new InputError(`${io.cwd}: no wasmgate.json here`, {
            fix: 'run this in the folder of a subject',
          });
        }
        const slices = await writeSettings(subject, { env: io.env, dir: subject.dir, progress, signal });
        if (options['quiet'] !== true) {
          say(`${printable(subject.name)}: ${slices.map(({ file }) => file).join(', ')}`);
        }
        return 0;
      },
    },
  };
}

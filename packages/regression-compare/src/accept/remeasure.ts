import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SubcommandSpec } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { EPOCH_FILE } from '@wasmgate/contracts/layout';
import { printable } from '@wasmgate/contracts/printable';
import { MAX_CONFIG_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import { chooseSubjects } from '@wasmgate/contracts/list-subjects';
import { workspaceRoot } from '@wasmgate/contracts/workspace';

/** `wasm-baseline remeasure`: the next verify takes the timed figures again instead of replaying them. */
export const remeasureSpec: SubcommandSpec = {
  summary: 'have the startup figures taken again by the next verify',
  examples: ['wasm-baseline remeasure', 'wasm-baseline remeasure my-agent'],
  args: [{ flags: '[subject]', description: 'name of a subject; default: all' }],
  run: async ({ args, io, options, say }) => {
    for (const { name, dir } of chooseSubjects(workspaceRoot(io.cwd), args[0])) {
      const epoch = bumpEpoch(join(dir, EPOCH_FILE));
      if (options['quiet'] !== true) say(`${printable(name)}: ${EPOCH_FILE} is now ${epoch}`);
    }
    return 0;
  },
};

/** Adds one to the number in the file (0 when there is none) and gives it. Throws InputError on anything else. */
function bumpEpoch(file: string): number {
  const text = existsSync(file)
    ? readRegularFile(file, { maxBytes: MAX_CONFIG_BYTES }).toString('utf8').trim()
    : '0';
  const epoch = /^\d{1,15}$/.test(text) ? Number(text) + 1 : Number.NaN;
  if (Number.isNaN(epoch)) {
    throw new InputError(`${file}: expected a whole number, found ${JSON.stringify(text.slice(0, 40))}`, {
      fix: 'write a number into it',
    });
  }
  writeFileAtomic(file, `${epoch}\n`);
  return epoch;
}

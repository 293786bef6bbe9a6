import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { main, type BinSpec } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import { nearest } from '@wasmgate/contracts/nearest';
import { printable } from '@wasmgate/contracts/printable';

declare const __VERSION__: string;

const summary = 'say what a verdict code means, and how to fix it';

/** `wasmgate explain`. */
const explainBin: BinSpec = {
  name: 'wasmgate explain',
  version: __VERSION__,
  summary,
  examples: ['wasmgate explain feature_present', 'wasmgate explain'],
  command: {
    summary,
    args: [{ flags: '[code]', description: 'a code that a report or a verdict names; default: list all' }],
    run: async ({ args: [code], say }) => {
      say(code === undefined ? codes().join('\n') : pageOf(code).trimEnd());
      return 0;
    },
  },
};

/** Where the pages lie: beside dist/ in the published package, in docs/ in this repository. */
const folder = ['../codes/', '../../../docs/codes/']
  .map((path) => fileURLToPath(new URL(path, import.meta.url)))
  .find((path) => existsSync(path));

function codes(): string[] {
  return (folder === undefined ? [] : readdirSync(folder))
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.replace('.md', ''))
    .toSorted();
}

function pageOf(code: string): string {
  const known = codes();
  if (known.includes(code)) return readFileSync(`${folder}/${code}.md`, 'utf8');
  const meant = nearest(code, known);
  throw new InputError(`there is no code ${printable(code)}`, {
    fix: meant === undefined ? 'wasmgate explain lists them' : `did you mean ${meant}?`,
  });
}

/** Runs `wasmgate explain` in this process. */
export const run = (process: NodeJS.Process): Promise<void> => main(explainBin, process);

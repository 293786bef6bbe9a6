import { fileURLToPath } from 'node:url';
import { isUnderTurbo, main, type BinContext, type BinSpec } from '@wasmgate/cli-kit';
import { InputError, type ExitCode } from '@wasmgate/contracts/errors';
import { rootOf } from '@wasmgate/contracts/workspace';
import { runTool } from './check/run-tool.ts';
import { runTurbo } from './run-turbo.ts';
import { findFamily } from './variants/families.ts';
import { measureVariants } from './variants/measure-variants.ts';
import { renderVariants } from './variants/render-variants.ts';

declare const __VERSION__: string;

const summary = 'hold a subject and its variants against each other';

/** `wasmgate variants`. */
const variantsBin = (version: string): BinSpec => ({
  name: 'wasmgate variants',
  version,
  summary,
  examples: ['wasmgate variants', 'wasmgate variants my-agent'],
  command: {
    summary,
    args: [{ flags: '[subject]', description: 'one of a family; default: the only one that has variants' }],
    options: [],
    run: variants,
  },
});

/** This very bin. */
const wasmgate = fileURLToPath(new URL('../bin.js', import.meta.url));

async function variants(context: BinContext): Promise<ExitCode> {
  const { args, io, screen, say } = context;
  if (isUnderTurbo(io)) throw new InputError('wasmgate variants is no task of turbo');
  const root = rootOf(io.cwd);
  const family = findFamily(root, args[0]);
  const filters = family.map(({ name }) => `--filter=${name}`);
  const code = await runTurbo(root, ['run', 'size', 'memory', ...filters, '--output-logs=errors-only']);
  // turbo has said why.
  if (code !== 0) return 3;
  const measured = await measureVariants(family, (call) => runTool(call, wasmgate, context));
  say(renderVariants(measured, screen));
  return 0;
}

/** Runs `wasmgate variants` in this process. */
export const run = (process: NodeJS.Process): Promise<void> => main(variantsBin(__VERSION__), process);

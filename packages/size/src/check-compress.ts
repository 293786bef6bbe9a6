import type { Input } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import type { Compression } from './compress.ts';

/** The metrics that are not what a budget means. */
const unmeasured = {
  all: [],
  quick: ['wasm_size_brotli_kb'],
  none: ['wasm_size_gzip_kb', 'wasm_size_brotli_kb'],
} as const satisfies Readonly<Record<Compression, readonly string[]>>;

/** Refuses a report without compressed sizes where they are gated: a budget that nothing measures would gate nothing. */
export function checkCompress(input: Input<unknown>, compress: Compression): void {
  if (compress === 'all') return;
  const fix = `leave --compress ${compress} out`;
  if (input.kind === 'subject') {
    throw new InputError(`--compress ${compress}: the report of a subject is always compressed`, {
      fix: `${fix}, or give the .wasm by path`,
    });
  }
  const metric = unmeasured[compress].find((name) => input.gate?.config.budgets?.[name] !== undefined);
  if (metric !== undefined)
    throw new InputError(`--compress ${compress} leaves ${metric} unmeasured, which a budget limits`, {
      fix,
    });
}

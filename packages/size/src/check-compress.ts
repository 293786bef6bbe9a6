import type { Input } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';

/** Refuses a report without compressed sizes where they are gated: a budget that nothing measures would gate nothing. */
export function checkCompress(input: Input<unknown>, compress: boolean): void {
  if (compress) return;
  const fix = 'leave --compress none out';
  if (input.kind === 'subject') {
    throw new InputError('--compress none: the report of a subject is always compressed', {
      fix: `${fix}, or give the .wasm by path`,
    });
  }
  const unmeasured = ['wasm_size_gzip_kb', 'wasm_size_brotli_kb'].find(
    (metric) => input.gate?.config.budgets?.[metric] !== undefined,
  );
  if (unmeasured !== undefined)
    throw new InputError(`--compress none leaves ${unmeasured} unmeasured, which a budget limits`, { fix });
}

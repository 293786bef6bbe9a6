import type { CrateSize } from '@wasmgate/contracts/size';

/** What an owner of bytes is called. */
export function ownerText({ crate, kind }: Pick<CrateSize, 'crate' | 'kind'>): string {
  return crate ?? (kind === 'unattributed' ? 'unattributed' : 'names without an owner');
}

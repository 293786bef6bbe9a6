import type { Program } from '@wasmgate/contracts/generated/tree';

/** Who owns a function. */
export type Owner = Program['owners'][number];

/** What an owner is called. */
export const ownerName = ({ crate, kind }: Pick<Owner, 'crate' | 'kind'>): string =>
  crate ?? (kind === 'unattributed' ? 'unattributed' : 'names without an owner');

/** What an owner is, in a word. */
export const ownerWhat = {
  crate: 'crate',
  sysroot: 'comes with the compiler',
  no_crate: 'C, exports, shims',
  unattributed: 'no name is known',
} as const satisfies Record<Owner['kind'], string>;

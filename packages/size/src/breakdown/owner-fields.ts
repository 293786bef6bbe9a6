import { printable } from '@wasmgate/contracts/printable';
import type { CrateSize } from '@wasmgate/contracts/size';
import { UNATTRIBUTED, type Owner } from '../program/owner.ts';

/** An owner as it stands in a report. */
export function ownerFields({ crate, kind }: Owner = UNATTRIBUTED): Pick<CrateSize, 'crate' | 'kind'> {
  return { crate: crate === null ? null : printable(crate, 100) || '?', kind };
}

/** A name as it stands in a report: what is empty is said to be. */
export const printableName = (name: string): string => printable(name) || '(empty name)';

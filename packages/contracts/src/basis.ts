import type { Basis } from './generated/build.ts';

export type { Basis };

/** A part of a basis. */
export type BasisPart = keyof Basis;

/** The parts that made the bytes, then those that had a say in measuring them. */
const making = ['toolchain', 'c_compiler', 'postlink', 'optimizer', 'componentizer', 'linker'] as const;
const measuring = ['compressor', 'engine', 'platform'] as const;

/** Every part, in the order in which they are written. */
export const BASIS_PARTS: readonly BasisPart[] = [...making, ...measuring];
/** What matters where the bytes are the same: who made them does not. */
export const MEASURING_PARTS: readonly BasisPart[] = measuring;

/** The parts of a basis that are asked for, in the order in which they are written. */
export function pickBasis(basis: Basis, parts: readonly BasisPart[]): Basis {
  const picked: Basis = {};
  for (const part of BASIS_PARTS) {
    const value = basis[part];
    if (value !== undefined && parts.includes(part)) picked[part] = value;
  }
  return picked;
}

/** Whether two bases agree in these parts; default: in all. */
export function isSameBasis(a: Basis, b: Basis, parts: readonly BasisPart[] = BASIS_PARTS): boolean {
  return parts.every((part) => a[part] === b[part]);
}

/** A basis in words. */
export function basisText(basis: Basis): string {
  return BASIS_PARTS.flatMap((part) => basis[part] ?? []).join('; ') || 'the bytes alone';
}

import { isSameBasis, MEASURING_PARTS, type Basis } from '@wasmgate/contracts/basis';
import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { metricOf } from '@wasmgate/contracts/metrics';
import type { ExactMeasurement } from './measurement.ts';

/** What was accepted for an exact metric. */
export interface AcceptedExact {
  /** Null: a place was made for it, and nothing accepted yet. */
  readonly value: number | null;
  /** Undefined for the seed's keys: compared and gated all the same. */
  readonly basis: Basis | undefined;
  /** Whether it can be held against what was measured. */
  readonly sameBasis: boolean;
  /** True when `value` is kB to one decimal. */
  readonly oneDecimal: boolean;
  /** Name of the set in `exact_also` that it stands in; without: it does not. */
  readonly set?: string;
}

/** What was accepted for a timed metric. */
export interface AcceptedTimed {
  readonly where: 'same_class' | 'other_class' | 'seed';
  /** P50, ms; null in the seed until the first accept. */
  readonly value: number | null;
  /** What started the guest, with its version. */
  readonly engine?: string;
}

/** Own properties only: a baseline may hold keys such as `constructor`. */
function own<T>(object: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}

/**
 * What a subject's baseline says of an exact metric: the figure whose basis is that of what was measured, in `exact` or else in a
 * set beside it; else the one in `exact`, else a key of that name at the top, as the seed has them. Undefined: nothing.
 */
export function acceptedExact(
  entry: BaselineSubject,
  { name, basis }: Pick<ExactMeasurement, 'name' | 'basis'>,
  sameArtifact: boolean,
): AcceptedExact | undefined {
  const figures = own(entry.exact, name);
  // The same bytes: who made them does not matter, only what measured them.
  const parts = sameArtifact ? MEASURING_PARTS : undefined;
  const exact = figures && {
    ...figures,
    sameBasis: isSameBasis(figures.basis, basis, parts),
    oneDecimal: false,
  };
  if (exact?.sameBasis === true) return exact;
  const beside = Object.entries(entry.exact_also ?? {}).flatMap(([set, accepted]) => {
    const figure = own(accepted, name);
    if (figure === undefined) return [];
    return [{ ...figure, set, sameBasis: isSameBasis(figure.basis, basis), oneDecimal: false }];
  });
  return beside.find(({ sameBasis }) => sameBasis) ?? exact ?? seedKey(entry, name) ?? beside[0];
}

function seedKey(entry: BaselineSubject, name: string): AcceptedExact | undefined {
  const value = own(entry, name);
  if (typeof value !== 'number' && value !== null) return undefined;
  return { value, basis: undefined, sameBasis: true, oneDecimal: metricOf(name)?.unit === 'kB' };
}

/** What a subject's baseline says of a timed metric: this class of machine first, a key at the top last. */
export function acceptedTimed(
  entry: BaselineSubject,
  name: string,
  hostClass: string,
): AcceptedTimed | undefined {
  const same = own(own(entry.timed, hostClass), name);
  if (same !== undefined) {
    const { p50, wasmtime, v8 } = same;
    const engine = wasmtime === undefined ? v8 && `v8 ${v8}` : `wasmtime ${wasmtime}`;
    return { where: 'same_class', value: p50, ...(engine === undefined ? {} : { engine }) };
  }
  const elsewhere = Object.values(entry.timed ?? {}).some((figures) => own(figures, name) !== undefined);
  if (elsewhere) return { where: 'other_class', value: null };
  const seed = own(entry, name);
  return typeof seed === 'number' || seed === null ? { where: 'seed', value: seed } : undefined;
}

/** What a subject's baseline says of a name, such as the allocator. */
export function acceptedIdentity(entry: BaselineSubject, name: string): string | undefined {
  const said = own(entry, name);
  return typeof said === 'string' ? said : undefined;
}

import type { Basis } from '../basis.ts';
import type { BaselineJson as Version2 } from '../generated/baseline.ts';

type Written = Version2['subjects'][string];

/** The bytes that were accepted, and what made them. */
export type AcceptedBytes<T extends { basis?: string }> = Omit<T, 'basis'> & { basis?: Basis };

/** Exact figures by the name of their metric, each with its basis. */
export type ExactFigures = Record<string, { value: number; basis: Basis }>;

/** What baseline.json says of one subject. Keys that are not named here are the seed's, or nobody's. */
export interface BaselineSubject extends Pick<Written, 'timed'> {
  exact?: ExactFigures;
  /** Figures under other bases, a set each, by the name that it was accepted under. */
  exact_also?: Record<string, ExactFigures>;
  artifact?: AcceptedBytes<NonNullable<Written['artifact']>>;
  native?: Record<string, AcceptedBytes<NonNullable<Written['native']>[string]>>;
  [key: string]: unknown;
}

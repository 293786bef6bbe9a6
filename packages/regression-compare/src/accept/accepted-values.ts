import type { BaselineSubject, ExactFigures } from '@wasmgate/contracts/baseline';

/** What is accepted as one: a figure with its basis, an artifact, a key of the seed's. */
export interface AcceptedValue {
  /** The name by which it is accepted. */
  readonly metric: string;
  /** Keys below the subject. */
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Everything that baseline.json says of a subject, in the order in which it is written. */
export function acceptedValues({
  exact = {},
  exact_also: sets = {},
  timed = {},
  ...others
}: BaselineSubject): AcceptedValue[] {
  const figures = (named: ExactFigures | NonNullable<typeof timed>[string], ...folder: string[]) =>
    Object.entries(named).map(([metric, value]) => ({ metric, path: [...folder, metric], value }));
  return [
    ...Object.entries(others).map(([metric, value]) => ({ metric, path: [metric], value })),
    ...figures(exact, 'exact'),
    ...Object.entries(sets).flatMap(([set, named]) => figures(named, 'exact_also', set)),
    ...Object.entries(timed).flatMap(([hostClass, named]) => figures(named, 'timed', hostClass)),
  ];
}

/** The key of a path in a map: values of one path are of one thing. */
export const pathKey = (path: readonly string[]): string => JSON.stringify(path);

import type { BaselineJson, BaselineSubject, ExactFigures } from '@wasmgate/contracts/baseline';
import { ARTIFACT_PARTS, figureParts, PROGRAM_PARTS } from '@wasmgate/contracts/baseline/basis-parts';
import { BASIS_PARTS, isSameBasis, type Basis, type BasisPart } from '@wasmgate/contracts/basis';

/** What names a basis in baseline.json: a figure, an artifact or a program of a subject. */
export interface BasisUser {
  /** Keys from the root to what has the basis. */
  readonly path: readonly string[];
  readonly basis: Basis;
  /** The parts that count for it: of those its basis may lack some, and others may be anything. */
  readonly parts: readonly BasisPart[];
  /** What to call its basis where it is new. */
  readonly called: string;
}

/** Bases under their names, sorted, and the name that each of their users has, by `userKey`. */
export interface NamedBases {
  readonly bases: ReadonlyMap<string, Basis>;
  readonly names: ReadonlyMap<string, string>;
}

/** A basis that several users of a subject share: what none of them says anything about is undecided. */
interface Shared {
  readonly decided: Map<BasisPart, string | undefined>;
  readonly users: BasisUser[];
  readonly before: string | undefined;
}

/** A short name for the first basis of `exact`; the next are `tools-2`, `tools-3`. That of a set in `exact_also` is called as it is. */
const NAME = 'tools';

export const userKey = (path: readonly string[]): string => JSON.stringify(path);

/**
 * Names bases so that a diff shows what changed: what stood there before keeps its name, and a basis that all its users
 * left for another passes its name on, so that a new compiler is a change of one line and not of every figure.
 * `before`: the bases as they stand, and the name at each path.
 */
export function nameBases(baseline: BaselineJson, before: NamedBases): NamedBases {
  const shared = Object.entries(baseline.subjects)
    .toSorted(([a], [b]) => compare(a, b))
    .flatMap(([subject, entry]) => shareBases(usersOf(subject, entry), before));
  const groups = new Map<string, { basis: Basis; before: Set<string>; users: BasisUser[] }>();
  for (const one of shared) {
    const basis = basisOf(one);
    const key = JSON.stringify(basis);
    const group = groups.get(key) ?? { basis, before: new Set(), users: [] };
    group.users.push(...one.users);
    if (one.before !== undefined) group.before.add(one.before);
    groups.set(key, group);
  }
  const bases = new Map<string, Basis>();
  const names = new Map<string, string>();
  const settle = (name: string, { basis, users }: { basis: Basis; users: BasisUser[] }) => {
    bases.set(name, basis);
    for (const { path } of users) names.set(userKey(path), name);
  };
  const waiting = [...groups.values()].filter((group) => {
    const same = [...before.bases].find(([, basis]) => isSameBasis(basis, group.basis));
    if (same !== undefined) settle(same[0], group);
    return same === undefined;
  });
  for (const group of waiting) {
    settle(
      [...group.before].find((name) => !bases.has(name)) ?? freeName(calledBy(group), bases, before.bases),
      group,
    );
  }
  return { bases: new Map([...bases].toSorted(([a], [b]) => compare(a, b))), names };
}

/** Everything of a subject that has a basis, sorted. */
export function usersOf(
  subject: string,
  { exact = {}, exact_also: sets = {}, artifact, native }: BaselineSubject,
): BasisUser[] {
  const at = (...path: string[]) => ['subjects', subject, ...path];
  const figures = (accepted: ExactFigures, called: string, ...folder: string[]): BasisUser[] =>
    Object.entries(accepted).map(([name, { basis }]) => ({
      path: at(...folder, name),
      basis,
      parts: figureParts(name),
      called,
    }));
  const users = [
    ...figures(exact, NAME, 'exact'),
    ...Object.entries(sets).flatMap(([set, accepted]) => figures(accepted, set, 'exact_also', set)),
  ];
  if (artifact?.basis !== undefined) {
    users.push({ path: at('artifact'), basis: artifact.basis, parts: ARTIFACT_PARTS, called: NAME });
  }
  for (const [bin, { basis }] of Object.entries(native ?? {})) {
    if (basis !== undefined)
      users.push({ path: at('native', bin), basis, parts: PROGRAM_PARTS, called: NAME });
  }
  return users.toSorted((a, b) => compare(userKey(a.path), userKey(b.path)));
}

function shareBases(users: readonly BasisUser[], before: NamedBases): Shared[] {
  const all: Shared[] = [];
  for (const user of users) {
    const name = before.names.get(userKey(user.path));
    const fitting = all.filter(({ decided }) =>
      user.parts.every((part) => !decided.has(part) || decided.get(part) === user.basis[part]),
    );
    let found = fitting.find((one) => one.before === name) ?? fitting[0];
    if (found === undefined) all.push((found = { decided: new Map(), users: [], before: name }));
    for (const part of user.parts) found.decided.set(part, user.basis[part]);
    found.users.push(user);
  }
  return all;
}

function basisOf({ decided }: Shared): Basis {
  const basis: Basis = {};
  for (const part of BASIS_PARTS) {
    const value = decided.get(part);
    if (value !== undefined) basis[part] = value;
  }
  return basis;
}

const calledBy = ({ users }: { users: readonly BasisUser[] }): string => users[0]?.called ?? NAME;

function freeName(called: string, ...taken: readonly ReadonlyMap<string, Basis>[]): string {
  const isFree = (name: string) => taken.every((names) => !names.has(name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? called : `${called}-${number}`;
    if (isFree(name)) return name;
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { pathKey } from '../accept/accepted-values.ts';
import { limitsOf, type Limit } from './limits.ts';

/** A limit that is not what it was. */
export interface LimitChange {
  /** Its name, in parts. */
  readonly path: readonly string[];
  /** What it says; null: nothing. */
  readonly before: string | null;
  readonly after: string | null;
  readonly kind: 'loosened' | 'tightened' | 'reworded';
  /** Why it lets more pass than before; null where nothing says so. */
  readonly reason: string | null;
}

/** The name of a limit, as it stands under `loosened`. */
export const limitName = (path: readonly string[]): string => path.join('.');

/** The limits of a subject that differ; what lies in one that came or went is not told apart from it. */
export function compareLimits(before: SubjectConfig, after: SubjectConfig): LimitChange[] {
  const [was, is] = [byPath(before), byPath(after)];
  const reasons = reasonsOf(before, after);
  const changes = [...new Map([...was, ...is]).values()].flatMap(({ path }): LimitChange[] => {
    const [old, now] = [was.get(pathKey(path)), is.get(pathKey(path))];
    const kind = changeOf(old, now);
    if (kind === null || isPartOfWhatChanged(path, old, now, was, is)) return [];
    return [
      {
        path,
        kind,
        before: old?.text ?? now?.absent.text ?? null,
        after: now?.text ?? old?.absent.text ?? null,
        reason: kind === 'loosened' ? reasons(path) : null,
      },
    ];
  });
  return changes;
}

/** Why something of a subject is looser, by its path: what says so is new, or reworded, since `before`; null: nothing does. */
export function reasonsOf(
  before: SubjectConfig | undefined,
  after: SubjectConfig,
): (path: readonly string[]) => string | null {
  const said = after.loosened ?? {};
  const own = byPath(after);
  return (path) => {
    // Also that of what it lies in.
    for (let length = path.length; length > 0; length--) {
      const part = path.slice(0, length);
      const name = limitName(part);
      const reason = Object.hasOwn(said, name) ? said[name] : undefined;
      if (reason !== undefined && reason !== before?.loosened?.[name]) return reason;
      const itsOwn = own.get(pathKey(part))?.reason;
      if (itsOwn !== undefined) return itsOwn;
    }
    return null;
  };
}

type Limits = ReadonlyMap<string, Limit>;

const byPath = (config: SubjectConfig): Limits =>
  new Map(limitsOf(config).map((limit) => [pathKey(limit.path), limit]));

function changeOf(old: Limit | undefined, now: Limit | undefined): LimitChange['kind'] | null {
  const before = old?.looseness ?? now?.absent.looseness ?? 0;
  const after = now?.looseness ?? old?.absent.looseness ?? 0;
  if (after > before) return 'loosened';
  if (after < before) return 'tightened';
  return old?.text === now?.text && old?.reason === now?.reason ? null : 'reworded';
}

function isPartOfWhatChanged(
  path: readonly string[],
  old: Limit | undefined,
  now: Limit | undefined,
  was: Limits,
  is: Limits,
): boolean {
  const wholes = path.slice(0, -1).map((_part, index) => pathKey(path.slice(0, index + 1)));
  return wholes.some(
    (whole) =>
      (was.has(whole) && !is.has(whole) && now === undefined) ||
      (!was.has(whole) && is.has(whole) && old === undefined),
  );
}

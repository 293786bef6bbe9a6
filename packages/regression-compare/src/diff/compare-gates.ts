import { isDeepStrictEqual } from 'node:util';
import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { acceptedValues, pathKey, type AcceptedValue } from '../accept/accepted-values.ts';
import type { Change } from '../accept/plan.ts';
import { compareLimits, reasonsOf, type LimitChange } from './compare-limits.ts';
import type { Gate } from './gate.ts';

/** What differs between two gates of a subject. */
export interface SubjectDiff {
  readonly name: string;
  /** Whether it is gated in both, only in the later one, or only in the earlier one. */
  readonly gated: 'in both' | 'now' | 'then' | 'in neither';
  readonly figures: readonly Change[];
  readonly limits: readonly LimitChange[];
}

/** What differs between two gates, by subject; all of them, or one. */
export function compareGates(then: Gate, now: Gate, only?: string): SubjectDiff[] {
  const names = [then, now].flatMap(({ figures, configs }) => [...Object.keys(figures), ...configs.keys()]);
  return [...new Set(names)]
    .filter((name) => only === undefined || name === only)
    .toSorted()
    .map((name) => ({
      name,
      gated: gatedOf(then.configs.has(name), now.configs.has(name)),
      figures: compareFigures(own(then.figures, name), own(now.figures, name)),
      limits: limitChanges(then, now, name),
    }));
}

function gatedOf(then: boolean, now: boolean): SubjectDiff['gated'] {
  if (then && now) return 'in both';
  return now ? 'now' : then ? 'then' : 'in neither';
}

const own = (figures: Gate['figures'], name: string): BaselineSubject =>
  (Object.hasOwn(figures, name) ? figures[name] : undefined) ?? {};

const byPath = (entry: BaselineSubject): ReadonlyMap<string, AcceptedValue> =>
  new Map(acceptedValues(entry).map((one) => [pathKey(one.path), one]));

/** What baseline.json says otherwise, in the order in which it stands there. */
function compareFigures(then: BaselineSubject, now: BaselineSubject): Change[] {
  const [before, after] = [byPath(then), byPath(now)];
  return [...new Map([...before, ...after])]
    .map(([key, { metric, path }]) => ({
      metric,
      path,
      from: before.get(key)?.value,
      to: after.get(key)?.value,
    }))
    .filter(({ from, to }) => !isDeepStrictEqual(from, to));
}

function limitChanges(then: Gate, now: Gate, name: string): LimitChange[] {
  const [before, after] = [then.configs.get(name), now.configs.get(name)];
  if (before === undefined) return [];
  if (after !== undefined) return compareLimits(before, after);
  const path = ['subjects', name];
  // It has no wasmgate.json any more: any other may say why.
  const reason = [...now.configs]
    .map(([other, config]) => reasonsOf(then.configs.get(other), config)(path))
    .find((said) => said !== null);
  return [{ path, before: 'gated', after: null, kind: 'loosened', reason: reason ?? null }];
}

import { parseBaseline, type BaselineJson, type BaselineSubject } from '@wasmgate/contracts/baseline';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { MAX_BINARY_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import { baselineText } from './baseline-text.ts';
import type { BaselineFile, Copy, SubjectPlan } from './gather.ts';

/** True when accepting would write nothing. */
export function isNoOp({ changes, copies }: SubjectPlan): boolean {
  return changes.length === 0 && copies.length === 0;
}

/** The text of baseline.json with the plans carried out. `today`: YYYY-MM-DD. */
function acceptedText(
  { file, text, baseline }: BaselineFile,
  plans: readonly SubjectPlan[],
  today: string,
): string {
  const subjects = { ...baseline.subjects };
  for (const { name, changes, copies } of plans) {
    if (isNoOp({ name, changes, copies })) continue;
    const entry: BaselineSubject = { ...(Object.hasOwn(subjects, name) ? subjects[name] : {}) };
    const changed = changes.reduce<unknown>((at, { path, to }) => withValue(at, path, to), entry);
    subjects[name] = withValue(changed, ['timestamp'], today) as BaselineSubject;
  }
  return checkedText(file, { ...baseline, subjects }, text);
}

/** Writes the accepted artifacts, then baseline.json: killed in between, the next accept finds what is left to do. */
export function accept(baseline: BaselineFile, plans: readonly SubjectPlan[], today: string): void {
  const text = acceptedText(baseline, plans, today);
  for (const copy of plans.flatMap(({ copies }) => copies)) copyAccepted(copy);
  if (plans.some((plan) => !isNoOp(plan))) writeFileAtomic(baseline.file, text);
}

/** Writes an accepted artifact. */
export function copyAccepted({ from, to }: Copy): void {
  writeFileAtomic(to, readRegularFile(from, { maxBytes: MAX_BINARY_BYTES }));
}

/** The text of a baseline.json, which is read once more before it is written. `before`: what stood there. */
export function checkedText(file: string, baseline: BaselineJson, before: string): string {
  const text = baselineText(baseline, before);
  parseBaseline(file, text);
  return text;
}

/** A copy of an object with a value at a path, or without one there. */
export function withValue(at: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const members = new Map(Object.entries(typeof at === 'object' && at !== null ? at : {}));
  const inner = withValue(members.get(key), rest, value);
  if (inner === undefined) members.delete(key);
  else members.set(key, inner);
  return Object.fromEntries(members);
}

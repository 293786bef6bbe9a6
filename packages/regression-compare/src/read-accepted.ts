import { readBaseline, type BaselineSubject } from '@wasmgate/contracts/baseline';
import type { Subject } from '@wasmgate/contracts/subject';
import { findBaseline } from './find-baseline.ts';

/** What the nearest baseline.json says of a subject; null when there is none, or it does not name the subject. */
export function readAccepted({ name, dir }: Pick<Subject, 'name' | 'dir'>): BaselineSubject | null {
  const file = findBaseline(dir);
  if (file === null) return null;
  const { subjects } = readBaseline(file);
  return Object.hasOwn(subjects, name) ? (subjects[name] ?? null) : null;
}

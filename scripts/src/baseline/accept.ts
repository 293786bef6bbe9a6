import { readFileSync } from 'node:fs';
import { checkBaseline } from '@wasmgate/contracts/baseline';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { editJson, type JsonEdit } from '../json-edit.ts';
import type { BaselineFile, SubjectPlan } from './gather.ts';

/** True when accepting would write nothing. */
export function isNoOp({ changes, copies }: SubjectPlan): boolean {
  return changes.length === 0 && copies.length === 0;
}

/** The text of baseline.json with the plans carried out; untouched parts keep their spelling. `today`: YYYY-MM-DD. */
export function acceptedText(
  { file, text }: BaselineFile,
  plans: readonly SubjectPlan[],
  today: string,
): string {
  const edits = plans
    .filter((plan) => !isNoOp(plan))
    .flatMap(({ name, changes }): JsonEdit[] => [
      { path: ['subjects', name, 'timestamp'], value: today },
      ...changes.map(({ path, to }) => ({ path: ['subjects', name, ...path], value: to })),
    ]);
  const edited = editJson(text, edits);
  checkBaseline(file, JSON.parse(edited));
  return edited;
}

/** Writes the accepted artifacts, then baseline.json: killed in between, the next accept finds what is left to do. */
export function accept(baseline: BaselineFile, plans: readonly SubjectPlan[], today: string): void {
  const text = acceptedText(baseline, plans, today);
  for (const { from, to } of plans.flatMap(({ copies }) => copies)) writeFileAtomic(to, readFileSync(from));
  if (text !== baseline.text) writeFileAtomic(baseline.file, text);
}

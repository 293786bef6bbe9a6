import { setTimeout as sleep } from 'node:timers/promises';
import { jsonDocuments, schemasOf } from '@wasmgate/scripts/testing/independent-validation';
import { verifyCommand, type Clone } from './clone.ts';
import { processesOf, processText } from './processes.ts';
import type { Ended } from './running.ts';

/** How long whatever belongs to a run that was killed may still be there. */
const GONE_WITHIN_MS = 3000;
const LOOK_MS = 25;

/** Waits until no process of a clone is left, and says of each that is there after three seconds what it is. */
export async function whatStays(
  { dir }: Clone,
  since: number,
): Promise<{ gone_ms: number; problems: string[] }> {
  for (;;) {
    const left = processesOf(dir);
    const gone_ms = Math.round(performance.now() - since);
    if (left.length === 0) return { gone_ms, problems: [] };
    if (gone_ms > GONE_WITHIN_MS) {
      // The next trial must not meet them.
      for (const { pid } of left) endProcess(pid);
      return { gone_ms, problems: left.map((entry) => `after ${gone_ms} ms: ${processText(entry)}`) };
    }
    // oxlint-disable-next-line no-await-in-loop -- it waits
    await sleep(LOOK_MS);
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}

/** Reports of a clone that are torn or do not fit their schema, by another validator than the tools'. */
export function reportProblems({ dir }: Clone): string[] {
  const schemaProblems = schemasOf(dir);
  return jsonDocuments(dir).flatMap(([file, schema]) => {
    try {
      const problems = schemaProblems(file, schema);
      return problems === null ? [] : [`${file}: ${problems}`];
    } catch (error) {
      return [`${file}: ${String(error)}`];
    }
  });
}

/** What is wrong with how a command ended: its exit code, and what it should have said. */
export function endProblems(
  { code, output }: Ended,
  { exit, says }: { exit: number; says?: readonly (RegExp | string)[] },
): string[] {
  const unsaid = (says ?? []).filter((what) =>
    typeof what === 'string' ? !output.includes(what) : !what.test(output),
  );
  if (code === exit && unsaid.length === 0) return [];
  const missing = unsaid.map((what) => `, did not say ${String(what)}`).join('');
  return [`exit ${code}, expected ${exit}${missing}: ${output.trimEnd().slice(-4000)}`];
}

/** What a fault must not leave behind: reports that fit no schema, and a `verify` that needs help. */
export async function afterwards(clone: Clone, ...args: readonly string[]): Promise<string[]> {
  const torn = reportProblems(clone);
  const next = endProblems(await clone.run(verifyCommand(clone, ...args)), { exit: 0 });
  return [...torn, ...next.map((problem) => `the next verify: ${problem}`), ...reportProblems(clone)];
}

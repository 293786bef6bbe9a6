import { appendFileSync } from 'node:fs';
import { main, type BinSpec } from '@wasmgate/cli-kit';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { rootOf } from '@wasmgate/contracts/workspace';
import { readSubjects } from './summary/read-subjects.ts';
import { summaryMarkdown } from './summary/summary-markdown.ts';

declare const __VERSION__: string;

/**
 * `wasmgate summary`: what the gate said of every subject, as Markdown, appended to the file that
 * GITHUB_STEP_SUMMARY names, or printed. A step of its own, since a task from the cache prints its old log.
 */
export function summaryBin(version: string): BinSpec {
  const summary = 'write what the gate said of every subject, as Markdown';
  return {
    name: 'wasmgate summary',
    version,
    summary,
    examples: ['wasmgate summary', 'wasmgate summary > summary.md'],
    command: {
      summary,
      run: async ({ io }) => {
        const text = summaryMarkdown(readSubjects(rootOf(io.cwd)));
        const file = io.env['GITHUB_STEP_SUMMARY'];
        if (file === undefined || file === '') io.stdout.write(text);
        else append(file, text);
        return 0;
      },
    },
  };
}

function append(file: string, text: string): void {
  try {
    appendFileSync(file, text);
  } catch (cause) {
    throw new EnvironmentError(
      `${file}: cannot be written (${(cause as NodeJS.ErrnoException).code ?? 'unknown'})`,
      { cause, fix: 'check the file that GITHUB_STEP_SUMMARY names' },
    );
  }
}

/** Runs `wasmgate summary` in this process. */
export const run = (process: NodeJS.Process): Promise<void> => main(summaryBin(__VERSION__), process);

import { appendFileSync } from 'node:fs';
import type { BinSpec } from '@wasmgate/cli-kit';
import { EnvironmentError, WasmgateError } from '@wasmgate/contracts/errors';
import { regressionReport, type RegressionJson } from '@wasmgate/contracts/regression';
import { listSubjects } from '@wasmgate/contracts/list-subjects';
import { workspaceRoot } from '@wasmgate/contracts/workspace';
import { readResults } from '../verify/read-results.ts';
import { summaryMarkdown } from './summary-markdown.ts';

/**
 * `npm run job-summary`: what the gate said of every subject, as Markdown, appended to the file that
 * GITHUB_STEP_SUMMARY names, or printed. A step of its own, since a task from the cache prints its old log.
 */
export function jobSummaryBin(): BinSpec {
  const summary = 'writes what the gate said of every subject as a Markdown summary';
  return {
    name: 'npm run job-summary -w @wasmgate/scripts --',
    version: '0.1.0',
    summary,
    examples: ['npm run job-summary -w @wasmgate/scripts'],
    command: {
      summary,
      run: async ({ io }) => {
        const subjects = listSubjects(workspaceRoot(io.cwd));
        const results = readResults(subjects).map((result, index) => ({
          ...result,
          regression: readRegression(subjects[index]?.dir ?? ''),
        }));
        const text = summaryMarkdown(results);
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

function readRegression(dir: string): RegressionJson | null {
  try {
    return regressionReport.read(dir);
  } catch (error) {
    if (error instanceof WasmgateError) return null;
    throw error;
  }
}

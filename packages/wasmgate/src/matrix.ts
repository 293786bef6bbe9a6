import { main, type BinSpec } from '@wasmgate/cli-kit';
import { chooseSubjects } from '@wasmgate/contracts/list-subjects';
import { rootOf } from '@wasmgate/contracts/workspace';

declare const __VERSION__: string;

const summary = "print the subjects as the matrix of a workflow's jobs";

/** `wasmgate matrix`: for `strategy.matrix` of GitHub Actions, so that each subject has a runner of its own. */
export function matrixBin(version: string): BinSpec {
  return {
    name: 'wasmgate matrix',
    version,
    summary,
    examples: ['wasmgate matrix', 'echo "matrix=$(npx wasmgate matrix)" >> "$GITHUB_OUTPUT"'],
    command: {
      summary,
      run: async ({ io }) => {
        const subject = chooseSubjects(rootOf(io.cwd), undefined).map(({ name }) => name);
        io.stdout.write(`${JSON.stringify({ subject })}\n`);
        return 0;
      },
    },
  };
}

/** Runs `wasmgate matrix` in this process. */
export const run = (process: NodeJS.Process): Promise<void> => main(matrixBin(__VERSION__), process);

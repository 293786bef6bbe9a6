import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process, { execPath } from 'node:process';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { runProcess, withScratchFolder } from '@wasmgate/process';
import { main, type BinContext } from '../src/index.ts';

/** A bin for the tests of `main`: `compute` never returns to its loop, `wait` has a child and a folder, `write` writes late, `print` prints much. */
const works: Record<string, (context: BinContext) => Promise<void>> = {
  compute: async () => {
    sayPid();
    for (;;) existsSync('go');
  },
  wait: ({ signal }) =>
    withScratchFolder(join(process.cwd(), 'scratch-'), async () => {
      sayPid();
      const script = `require('fs').writeFileSync('child', process.pid + '\\n'); setTimeout(() => {}, 60000)`;
      await runProcess({ file: execPath, args: ['-e', script], env: {}, signal });
    }),
  write: async () => {
    sayPid();
    // No turn of the loop: what the timer would see stays unseen.
    while (!existsSync('go'));
    writeFileAtomic(join(process.cwd(), 'result'), 'whole');
  },
  print: async ({ io }) => {
    io.stdout.write('line\n'.repeat(200_000));
  },
};

const sayPid = (): void => writeFileSync('pid', `${process.pid}\n`);

await main(
  {
    name: 'works',
    version: '0',
    summary: 'works',
    examples: [],
    command: {
      summary: 'works',
      args: [{ flags: '<how>', description: 'how it works' }],
      run: async (context) => {
        await works[context.args[0] ?? '']?.(context);
        return 0;
      },
    },
  },
  process,
);

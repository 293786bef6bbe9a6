import { resolve } from 'node:path';
import { finishReport, reportOptions, type BinContext, type BinSpec } from '@wasmgate/cli-kit';
import { checkReport } from '@wasmgate/contracts/check';
import { checkFile } from './check-file.ts';
import { checkToPage } from './check-to-page.ts';
import { renderCheck } from './render-check.ts';

const summary = 'say what is in any .wasm, whose bytes they are, and how it starts';

/** `wasmgate check`; `bin`: the file that runs the other commands. */
export function checkBin(version: string, bin: string): BinSpec {
  return {
    name: 'wasmgate check',
    version,
    summary,
    examples: [
      'wasmgate check app.wasm',
      'wasmgate check app.wasm --against old.wasm',
      'wasmgate check app.wasm --html app.html',
      'wasmgate check app.wasm --config wasmgate.json --json',
    ],
    command: {
      summary,
      args: [{ flags: '<wasm>', description: 'a core module or a component, of any language' }],
      options: [
        // Nothing here is undecided: what cannot be measured is said.
        ...reportOptions.filter(({ flags }) => flags !== '--strict'),
        { flags: '--html <file>', description: 'write a page to look at there, too' },
        {
          flags: '--against <old.wasm>',
          description: 'fail when it is larger, slower, or needs more imports',
        },
        { flags: '--config <file>', description: 'fail by the limits and features of this wasmgate.json' },
        { flags: '--no-start', description: 'do not start it' },
        {
          flags: '--stub-imports',
          description: 'start it although imports are missing: a core module in V8, a component with traps',
        },
      ],
      run: async (context: BinContext) => {
        const html = context.options['html'];
        const report =
          typeof html === 'string'
            ? await checkToPage(resolve(context.io.cwd, html), context, bin)
            : await checkFile(context, bin);
        return finishReport(checkReport, report, context, async () =>
          renderCheck(report, context.args[0] ?? '', context.screen),
        );
      },
    },
  };
}

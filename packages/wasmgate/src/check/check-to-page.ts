import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BinContext } from '@wasmgate/cli-kit';
import { checkReport, type CheckJson } from '@wasmgate/contracts/check';
import { treeReport } from '@wasmgate/contracts/tree';
import { withScratchFolder } from '@wasmgate/process';
import { checkFile } from './check-file.ts';
import { runCommand } from './run-tool.ts';

/** Checks a file, and has `wasmgate report` make a page of it: what it needs of that lies in a folder for as long. Errors as those of both. */
export function checkToPage(page: string, context: BinContext, bin: string): Promise<CheckJson> {
  return withScratchFolder(join(tmpdir(), 'wasmgate-check-'), async (folder) => {
    const report = await checkFile(context, bin, join(folder, treeReport.file));
    checkReport.writeTo(join(folder, checkReport.file), report);
    context.progress.tick('making the page');
    await runCommand('report', [folder, '--out', page, '--quiet'], bin, context);
    return report;
  });
}

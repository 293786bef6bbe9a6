import { join, resolve } from 'node:path';
import type { BinSpec } from '@wasmgate/cli-kit';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { REPORT_DIR, REPORT_PAGE } from '@wasmgate/contracts/layout';
import { subjectName } from '@wasmgate/contracts/workspace';
import { subjectPage } from './page/subject-page.ts';
import { readReports } from './reports/read-reports.ts';

/** The bin `wasm-report`. */
export function reportBin(version: string): BinSpec {
  const summary = 'lays what was measured out as a page to look at';
  return {
    name: 'wasm-report',
    version,
    summary,
    examples: ['wasm-report', 'wasm-report --out report.html'],
    command: {
      summary,
      options: [{ flags: '--out <file>', description: 'write the page there' }],
      run: async ({ io, options, progress }) => {
        const reports = readReports({ name: subjectName(io.cwd), dir: io.cwd });
        const page = subjectPage(reports);
        const out = options['out'];
        const file = typeof out === 'string' ? resolve(io.cwd, out) : join(io.cwd, REPORT_DIR, REPORT_PAGE);
        writeFileAtomic(file, page);
        progress.clear();
        if (options['quiet'] !== true)
          io.stdout.write(`${typeof out === 'string' ? out : join(REPORT_DIR, REPORT_PAGE)}\n`);
        return 0;
      },
    },
  };
}

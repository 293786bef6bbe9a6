import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { isUnderTurbo, type BinContext, type BinSpec } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { CONFIG_FILE, REPORT_DIR, REPORT_PAGE } from '@wasmgate/contracts/layout';
import { chooseSubjects } from '@wasmgate/contracts/list-subjects';
import { subjectName, workspaceRoot } from '@wasmgate/contracts/workspace';
import { subjectPage } from './page/subject-page.ts';
import { baselineHistory } from './workspace/git-history.ts';
import { writePages } from './workspace/write-pages.ts';
import { readByHand, readChecked, readReports } from './reports/read-reports.ts';

/** The bin `wasm-report`. */
export function reportBin(version: string): BinSpec {
  const summary = 'lay what was measured out as pages to look at: of the subject in this folder, or of all';
  return {
    name: 'wasm-report',
    version,
    summary,
    examples: ['wasm-report', 'wasm-report --out report.html'],
    command: {
      summary,
      args: [
        {
          flags: '[folder]',
          description:
            'one with a check.json; default: the subject in this folder; outside of one: all of them',
        },
      ],
      options: [{ flags: '--out <file>', description: 'write the page there' }],
      run: async (context) => {
        const { args, io, options, say } = context;
        const written =
          args[0] === undefined && !existsSync(join(io.cwd, CONFIG_FILE))
            ? await allPages(context)
            : onePage(context);
        if (options['quiet'] !== true) say(written);
        return 0;
      },
    },
  };
}

/** The page of the subject in this folder, or of what was checked; gives its path. Under turbo it is made of what keys the task alone. */
function onePage({ args: [folder], io, options }: BinContext): string {
  const subject = { name: subjectName(io.cwd), dir: io.cwd };
  const read = isUnderTurbo(io) ? readReports : readByHand;
  const reports = folder === undefined ? read(subject) : readChecked(resolve(io.cwd, folder));
  const out = options['out'] as string | undefined;
  if (out === undefined && folder !== undefined)
    throw new InputError('of a folder the page is written where --out says', {
      fix: 'add --out report.html',
    });
  const file = out ?? join(REPORT_DIR, REPORT_PAGE);
  writeFileAtomic(resolve(io.cwd, file), subjectPage(reports));
  return file;
}

/** The pages of a workspace; gives the path of the one over all of them. */
async function allPages({ io, options, progress, signal }: BinContext): Promise<string> {
  if (options['out'] !== undefined)
    throw new InputError('--out is for the page of one subject', {
      fix: 'run this in the folder of the subject',
    });
  const root = workspaceRoot(io.cwd);
  const subjects = chooseSubjects(root, undefined);
  progress.tick('reading what git has of baseline.json');
  const history = await baselineHistory({ cwd: root, env: io.env, signal });
  return relative(io.cwd, join(root, writePages(root, subjects, history)));
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BinContext, SubcommandSpec } from '@wasmgate/cli-kit';
import { BASELINE_VERSION } from '@wasmgate/contracts/baseline';
import type { ExitCode } from '@wasmgate/contracts/errors';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { BASELINE_FILE, CONFIG_FILE } from '@wasmgate/contracts/layout';
import { chooseSubjects, listSubjects } from '@wasmgate/contracts/list-subjects';
import { printable } from '@wasmgate/contracts/printable';
import { readSubjectConfig } from '@wasmgate/contracts/subject';
import { workspaceRoot } from '@wasmgate/contracts/workspace';
import { checkedText } from '../accept/accept.ts';
import { readBaselineFile, readWhole } from '../accept/gather.ts';
import { movesOf } from './moves.ts';
import { renderMoves } from './render-moves.ts';

/** `wasm-baseline migrate`: what an upgrade of wasmgate asks for. */
export const migrateSpec: SubcommandSpec = {
  summary: 'bring documents of an earlier version up to date; say what an upgrade moved',
  examples: [
    'wasm-baseline migrate            rewrite baseline.json of an earlier version',
    'wasm-baseline migrate --explain  which figures an upgrade of wasmgate moved',
  ],
  options: [
    {
      flags: '--explain',
      description: 'which figures are no longer the accepted ones, and what that is due to',
    },
    { flags: '--subject <name>', description: 'with --explain: one subject; default: all' },
  ],
  run: async (context) => {
    const root = workspaceRoot(context.io.cwd);
    return context.options['explain'] === true ? explain(root, context) : migrate(root, context);
  },
};

/** baseline.json is written anew, and says what it said; of wasmgate.json every version so far can be read as it is. */
function migrate(root: string, { options, say }: BinContext): ExitCode {
  const { file, text, baseline } = readBaselineFile(root);
  const migrated = existsSync(file) ? checkedText(file, baseline, text) : text;
  if (migrated !== text) writeFileAtomic(file, migrated);
  const lines = [
    migrated === text
      ? `${BASELINE_FILE}: nothing to migrate, it is as this version writes it`
      : `${BASELINE_FILE}: rewritten from version ${baseline.schema_version} as version ${BASELINE_VERSION}; it says the same: commit it`,
    ...listSubjects(root).map(({ name, dir }) => {
      readSubjectConfig(join(dir, CONFIG_FILE));
      return `${CONFIG_FILE} of ${printable(name)}: nothing to migrate`;
    }),
  ];
  if (options['quiet'] !== true) say(lines.join('\n'));
  return 0;
}

function explain(root: string, { options, screen, say }: BinContext): ExitCode {
  const { subjects } = readBaselineFile(root).baseline;
  const told = chooseSubjects(root, options['subject'] as string | undefined).map((subject) => {
    const { name } = subject;
    const entry = Object.hasOwn(subjects, name) ? subjects[name] : undefined;
    const moves = movesOf(entry ?? {}, readWhole(subject));
    return renderMoves(name, entry === undefined ? [] : moves, screen);
  });
  if (options['quiet'] !== true) say(told.join('\n\n'));
  return 0;
}

import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { adviceReport, type AdviceJson } from '@wasmgate/contracts/advice';
import { ACCEPTED, ARTIFACTS, CONFIG_FILE } from '@wasmgate/contracts/layout';
import { failureText, runProcess } from '@wasmgate/process';
import { adviceText, formatBytes } from '@wasmgate/words';

const bin = join(import.meta.dirname, '../../packages/size/bin.js');

/** Seconds that one module may take. */
const WITHIN = 600;

/** Asks for advice on a file, or on the subject in a folder, as a user does. */
export async function adviseOn(place: { file: string } | { subject: string }): Promise<AdviceJson> {
  const [args, cwd] = 'file' in place ? [[place.file], dirname(place.file)] : [[], place.subject];
  const result = await runProcess({
    file: process.execPath,
    args: [bin, ...args, '--advise', '--json', '--within', String(WITHIN)],
    cwd,
    env: process.env,
  });
  if (!result.ok) throw new Error(`wasm-size --advise in ${cwd} ${failureText(result)}\n${result.stderr}`);
  return adviceReport.check(cwd, JSON.parse(result.stdout));
}

/** Lays the accepted artifacts of a subject where its build would have put them, so that nothing has to be built. */
export function layAccepted(subject: string, folder: string): string {
  cpSync(join(subject, CONFIG_FILE), join(folder, CONFIG_FILE));
  for (const name of ['named', 'shipped'] as const) {
    mkdirSync(dirname(join(folder, ARTIFACTS[name])), { recursive: true });
    cpSync(join(subject, ACCEPTED[name]), join(folder, ARTIFACTS[name]));
  }
  return folder;
}

/** A heading and a Markdown table for a module, and what was tried in vain. */
export function adviceTable(title: string, { replay, advice, kinds, raw_bytes }: AdviceJson): string {
  const { problem, calls, called, exports, returned, trapped, unfinished } = replay;
  const how =
    problem === null
      ? `${calls} calls of ${called} of ${exports} exports: ${returned} return, ${trapped} trap, ${unfinished} do not end in time.`
      : `It cannot be run: ${problem}.`;
  const rows = advice.map((one) => [
    bytesText(one.saves.raw_bytes),
    bytesText(one.saves.gzip_bytes),
    bytesText(one.saves.brotli_bytes),
    `${one.proof.method}${one.proof.calls > 0 ? ` (${one.proof.same_calls} of ${one.proof.calls})` : ''}`,
    adviceText(one).what,
  ]);
  const head = ['saves', 'gzip', 'brotli', 'proof (same calls)', 'advice'];
  const line = ['---:', '---:', '---:', '---', '---'];
  const table =
    rows.length === 0
      ? 'Nothing to gain here.'
      : [head, line, ...rows].map((cells) => `| ${cells.map(cellText).join(' | ')} |`).join('\n');
  const nothing = kinds.flatMap(({ kind, status }) => (status === 'nothing' ? [kind] : []));
  const rest = kinds.flatMap(({ kind, status }) =>
    status === 'refused' || status === 'not_looked' ? [`${kind} (${status})`] : [],
  );
  const tail = [
    ...(nothing.length > 0 ? [`Nothing to gain: ${nothing.join(', ')}.`] : []),
    ...(rest.length > 0 ? [`Not advised: ${rest.join(', ')}.`] : []),
  ];
  return `### ${title}, ${formatBytes(raw_bytes)}\n\n${how}\n\n${table}\n\n${tail.join(' ')}\n`;
}

const bytesText = (bytes: number | null): string => (bytes === null ? '' : formatBytes(bytes));

/** Names may hold what ends a cell, or begins a tag. */
const cellText = (text: string): string =>
  text
    .replaceAll('\n', ' ')
    .replaceAll('|', String.raw`\|`)
    .replaceAll('<', String.raw`\<`);

import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Files, TurboJson } from './adopter-files.ts';

const stubScript = join(import.meta.dirname, 'stub.js');
const environmentTask = '//#environment';

/** The files of an adopter's workspace with a stub in place of every script: the same graph, nothing of wasmgate in it. */
export function stubFiles(adopter: Files): Files {
  return new Map<string, string | Uint8Array>([
    ...[...adopter].map(([path, content]): [string, string | Uint8Array] =>
      /(^|\/)package\.json$/.test(path) ? [path, stubbed(path, content as string)] : [path, content],
    ),
    ['stub.mjs', readFileSync(stubScript, 'utf8')],
  ]);
}

function stubbed(path: string, text: string): string {
  const json = JSON.parse(text) as { name: string; scripts: Record<string, string> };
  const root = path === 'package.json' ? '.' : '../..';
  const owner = path === 'package.json' ? 'root' : json.name;
  const scripts = Object.keys(json.scripts).map((task) => [
    task,
    `node ${root}/stub.mjs ${root}/recorded/${owner}/${task}`,
  ]);
  return `${JSON.stringify({ ...json, scripts: Object.fromEntries(scripts) }, null, 2)}\n`;
}

/** Copies what every task of a workspace wrote and printed to where the stubs of another one look for it. */
export function record(from: string, to: string, subjects: readonly string[], { tasks }: TurboJson): void {
  for (const [task, { outputs = [] }] of Object.entries(tasks)) {
    if (task === environmentTask)
      recordTask(from, join(to, 'recorded/root/environment'), 'environment', outputs);
    else
      for (const name of subjects)
        recordTask(join(from, 'subjects', name), join(to, 'recorded', name, task), task, outputs);
  }
}

function recordTask(from: string, to: string, task: string, outputs: readonly string[]): void {
  mkdirSync(join(to, 'files'), { recursive: true });
  for (const output of outputs.map((glob) => glob.replace(/\/\*\*$/, ''))) {
    if (!existsSync(join(from, output))) continue;
    mkdirSync(dirname(join(to, 'files', output)), { recursive: true });
    cpSync(join(from, output), join(to, 'files', output), { recursive: true });
  }
  const log = join(from, `.turbo/turbo-${task}.log`);
  // turbo keeps no log of a task that it does not cache: the stub of environment prints nothing.
  writeFileSync(join(to, 'log'), existsSync(log) ? ownWords(readFileSync(log, 'utf8')) : '');
}

/** A log without the two lines in which npm names the script: a stub's npm writes its own. */
const ownWords = (log: string): string => log.replace(/^\s*(> .*\n){2}\n?/, '');

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { documentedCommands, runElsewhere, runHere, wordsOf } from './documented-commands.ts';

const root = join(import.meta.dirname, '../..');
const documented = documentedCommands();
const blocks = [...new Set(documented.flatMap(({ command, isBlock }) => (isBlock ? command : [])))];
const all = [...new Set(documented.map(({ command }) => command))];

/** Commands of wasmgate by the names of the bins that are called in a task. */
const bins: Readonly<Record<string, readonly string[]>> = {
  'wasm-build': ['build'],
  'wasm-size': ['size'],
  'wasm-feature-check': ['features'],
  'wasm-startup-bench': ['startup'],
  'wasm-memory': ['memory'],
  'wasm-regression-compare': ['compare'],
  'wasm-baseline': ['baseline'],
  'wasm-toolchain': [],
  'wasm-report': ['report'],
  'wasm-settings': ['settings'],
};
/** No command has it: whoever complains of this has understood all that stands before it, and has done nothing. */
const UNKNOWN = '--no-such-flag';

/** What the real bin says of a call that ends with a flag which does not exist. */
async function saidOf(args: readonly string[]): Promise<string> {
  let said = '';
  const stream = { write: (text: string) => void (said += text), on: () => {}, isTTY: false };
  const own: Record<string | symbol, unknown> = {
    argv: ['node', 'wasmgate', ...args, UNKNOWN],
    stdout: stream,
    stderr: stream,
    on: () => {},
    off: () => {},
    exitCode: 0,
  };
  const here = new Proxy(process, {
    get: (real, key) => (key in own ? own[key] : Reflect.get(real, key)),
    set: (_real, key, value) => {
      own[key] = value;
      return true;
    },
  });
  const built = pathToFileURL(join(root, 'packages/wasmgate/dist/main.js')).href;
  const { run } = (await import(built)) as { run: (process: NodeJS.Process) => Promise<void> };
  await run(here);
  return said;
}

const scriptsOf = (folder: string): Record<string, string> =>
  (
    JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    }
  ).scripts;
const tasks = Object.keys(
  (JSON.parse(readFileSync(join(root, 'turbo.json'), 'utf8')) as { tasks: object }).tasks,
);

/** What is wrong with a command; undefined when what is called is there and takes these flags. */
async function flawOf(command: string): Promise<string | undefined> {
  const [program = '', first = '', ...rest] = wordsOf(command);
  if (program === 'npx' && first === 'turbo') {
    const [verb = '', ...names] = rest.filter((word) => !word.startsWith('-'));
    const missing = names.filter((name) => !tasks.includes(name));
    return ['run', 'watch'].includes(verb) && missing.length === 0 ? undefined : `no task ${missing.join()}`;
  }
  if (program === 'npm' && first === 'run') {
    const [script = ''] = rest;
    const place = rest.includes('-w') ? (rest[rest.indexOf('-w') + 1] ?? '') : '.';
    if (script === 'wasm') return undefined;
    const folder = { '.': '.', '@wasmgate/bench': 'bench', '@wasmgate/contracts': 'packages/contracts' }[
      place
    ];
    return scriptsOf(folder ?? place)[script] === undefined ? `no script ${script}` : undefined;
  }
  const own = bins[program];
  const args =
    own !== undefined
      ? [...own, first, ...rest]
      : [program, first].join(' ') === 'npx wasmgate'
        ? rest
        : null;
  // Of other programs nothing is known here; `verify` hands all it does not know to turbo.
  if (args === null || args[0] === 'verify') return undefined;
  const said = await saidOf(args.filter((word) => word !== ''));
  return said.includes(`unknown option '${UNKNOWN}'`) ? undefined : said;
}

describe('commands in the docs', () => {
  it('are looked for, also in sentences', () => {
    expect(blocks).toContain('npx wasmgate check app.wasm --against old.wasm');
    expect(blocks.length).toBeGreaterThan(40);
    expect(all).toContain('npm run generate -w @wasmgate/contracts');
  });

  it.each(all)('%s: is there, and takes these flags', async (command) => {
    expect(await flawOf(command)).toBeUndefined();
  });

  it('are found out when they do not exist', async () => {
    expect(await flawOf('npx wasmgate size app.wasm --whyy x')).toContain("unknown option '--whyy'");
    expect(await flawOf('npx wasmgate sise app.wasm')).toContain('there is no command sise');
    expect(await flawOf('wasm-toolchain docctor')).toContain('there is no command docctor');
    expect(await flawOf('npm run chekc')).toBe('no script chekc');
    expect(await flawOf('npx turbo run verifi')).toBe('no task verifi');
  });

  it('are each run by a test, or listed with what covers them', () => {
    const listed = [...Object.keys(runHere), ...Object.keys(runElsewhere)];
    expect(blocks.filter((command) => !listed.includes(command))).toEqual([]);
    expect(listed.filter((command) => !blocks.includes(command))).toEqual([]);
    for (const file of Object.values(runElsewhere)) expect(existsSync(join(root, file)), file).toBe(true);
  });

  it('npm scripts call files that are there', () => {
    for (const [name, script] of Object.entries(scriptsOf('bench'))) {
      for (const [file] of script.matchAll(/src\/\S+\.ts/g))
        expect(existsSync(join(root, 'bench', file)), name).toBe(true);
    }
  });
});

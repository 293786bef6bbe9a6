import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { resolveRust } from '@wasmgate/toolchain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonDocuments, schemaProblems } from './independent-validation.ts';
import { cleanEnvironment, copyWorkspace, type TurboRun, type WorkspaceCopy } from './workspace-copy.ts';

// docs/caching.md's table, row by row, with real turbo and the real tools. The tests stand in one file and in this
// order: each starts from the cache that the one before it left.

const always = ['echo-module#environment', 'echo-module#verify'];
const dataTasks = ['build', 'size', 'feature-check', 'startup-bench', 'regression-compare'];
const tools = ['toolchain', ...dataTasks];

const task = (name: string) => `echo-module#${name}`;
const compile = (tool: string) => `@wasmgate/${tool}#compile`;
const executed = (...tasks: readonly string[]) => [...always, ...tasks].toSorted();

let workspace: WorkspaceCopy;
const verify = (env?: Record<string, string>): TurboRun =>
  workspace.turbo(['verify', '--filter=echo-module'], env);

function expectExecuted(run: TurboRun, tasks: readonly string[]): void {
  expect(run.code, run.output).toBe(0);
  expect(run.executed).toEqual(tasks);
}

/** Makes an edit, gives what the run after it executed, and takes the edit back. */
function withEdit(path: string, change: (text: string) => string): TurboRun {
  const before = workspace.read(path);
  workspace.edit(path, change);
  try {
    return verify();
  } finally {
    writeFileSync(workspace.path(path), before);
  }
}

beforeAll(() => {
  workspace = copyWorkspace();
}, 120_000);
afterAll(() => workspace.dispose());

describe.sequential('what re-runs what', { timeout: 300_000 }, () => {
  test('the first run executes everything', () => {
    expectExecuted(verify(), executed(...dataTasks.map(task), ...tools.map(compile)));
  });

  test('every JSON that it wrote is valid against its schema', () => {
    const documents = jsonDocuments(workspace.dir);
    const reports = ['toolchain', 'host', 'build', 'size', 'features', 'startup', 'regression', 'verify'];
    expect(documents.map(([file]) => file)).toEqual(
      expect.arrayContaining(reports.map((name) => `subjects/echo-module/target/wasm-bench/${name}.json`)),
    );
    for (const [file, schema] of documents)
      expect(schemaProblems(workspace.path(file), schema), file).toBeNull();
  });

  test('the second run executes only environment and verify', () => {
    expectExecuted(verify(), executed());
  });

  test('outputs that were deleted are restored', () => {
    rmSync(workspace.path('subjects/echo-module/target/wasm-bench'), { recursive: true });
    expectExecuted(verify(), executed());
    for (const file of [
      'build/linked.wasm',
      'build/shipped.wasm',
      'build/native.json',
      'build.json',
      'size.json',
      'features.json',
      'startup.json',
    ]) {
      expect(existsSync(workspace.path('subjects/echo-module/target/wasm-bench', file)), file).toBe(true);
    }
  });

  test('a comment in Rust that moves no panicking line: build', () => {
    const run = withEdit('subjects/echo-module/src/lib.rs', (text) => `${text}\n// A remark.\n`);
    expectExecuted(run, executed(task('build')));
  });

  test('Rust code: what follows from the bytes that changed; taken back: the cache', () => {
    const run = withEdit('subjects/echo-module/src/lib.rs', (text) => text.replace('% 64', '% 63'));
    expectExecuted(run, executed(...dataTasks.map(task)));
    expectExecuted(verify(), executed());
  });

  test('code of a native program alone: build, startup-bench, and the comparison of its new figures', () => {
    const program = workspace.path('subjects/echo-module/src/main.rs');
    const config = 'subjects/echo-module/wasmgate.json';
    const before = workspace.read(config);
    writeFileSync(program, 'fn main() { println!("one"); }\n');
    workspace.edit(config, (text) => text.replace('{', '{ "native": [{ "bin": "echo-module" }],'));
    expectExecuted(verify(), executed(...dataTasks.map(task)));
    writeFileSync(program, 'fn main() { println!("two, and more"); }\n');
    const run = verify();
    rmSync(program);
    writeFileSync(workspace.path(config), before);
    expectExecuted(run, executed(task('build'), task('startup-bench'), task('regression-compare')));
    expectExecuted(verify(), executed());
  });

  test("a comment in a tool's source: its compile", () => {
    const run = withEdit('packages/size/src/render/render-size.ts', (text) => `${text}\n// A remark.\n`);
    expectExecuted(run, executed(compile('size')));
  });

  test('a sentence of a finding: the compile of what prints it, and nothing that measures or compares', () => {
    const run = withEdit('packages/words/src/findings/startup.ts', (text) =>
      text.replace('the guest trapped', 'the guest fell into a trap'),
    );
    expectExecuted(run, executed(...dataTasks.map(compile)));
  });

  test('tool code: its compile and its task; a report with the same bytes stops there', () => {
    const run = withEdit('packages/size/src/size-bin.ts', (text) => `${text}\nglobalThis.setTimeout;\n`);
    expectExecuted(run, executed(compile('size'), task('size')));
  });

  test('a schema: every compile; no task while no tool has changed', () => {
    const run = withEdit('schemas/size.schema.json', (text) =>
      text.replace('Length of the file.', 'Length of the file in bytes.'),
    );
    expectExecuted(run, executed(...tools.map(compile)));
  });

  test('a schema with its validators: every compile, then the tasks whose tools carry it', () => {
    const types = 'packages/contracts/src/generated/size';
    const generated = ['schemas/size.schema.json', `${types}.ts`, `${types}.validate.js`];
    const before = generated.map((path) => workspace.read(path));
    workspace.edit('schemas/size.schema.json', (text) => text.replace('"minItems": 1', '"minItems": 2'));
    const made = workspace.run('npm', ['run', 'generate', '-w', '@wasmgate/contracts']);
    expect(made.code, made.output).toBe(0);
    const run = verify();
    generated.forEach((path, index) => writeFileSync(workspace.path(path), before[index] ?? ''));
    expectExecuted(run, executed(...tools.map(compile), task('size'), task('regression-compare')));
  });

  test('baseline.json: regression-compare', () => {
    const run = withEdit('baseline.json', (text) =>
      text.replace('"schema_version": 2', '"schema_version": 2 '),
    );
    expectExecuted(run, executed(task('regression-compare')));
  });

  test('.measure-epoch: startup-bench, and the comparison of its new figures', () => {
    const file = 'subjects/echo-module/.measure-epoch';
    const run = withEdit(file, (text) => `${Number(text) + 1}\n`);
    expectExecuted(run, executed(task('startup-bench'), task('regression-compare')));
  });

  test('another machine class: startup-bench, and the comparison of its new figures', () => {
    const run = verify({ WASMGATE_HOST_CLASS: 'a class of its own' });
    expectExecuted(run, executed(task('startup-bench'), task('regression-compare')));
    expectExecuted(verify(), executed());
  });

  test('another toolchain: build; the same bytes stop there but for what names the toolchain', async () => {
    const renamed = await renamedCargo(workspace.path('.renamed-cargo'));
    const run = verify(renamed);
    // build.json names the toolchain, and feature-check and the comparison read build.json.
    expectExecuted(run, executed(task('build'), task('feature-check'), task('regression-compare')));
  });

  test('locked: no Rust, no wasmtime and an empty tool cache, and everything is a hit', () => {
    // The suite that the packages come from moves: this machine's toolchain may be newer than the lock that is committed.
    const lock = workspace.run('wasm-toolchain', ['lock'], { cwd: workspace.path('subjects/echo-module') });
    expect(lock.code, lock.output).toBe(0);
    const bare = barePath(workspace.path('.bare-path'));
    const empty = mkdtempSync(join(tmpdir(), 'wasmgate-empty-'));
    try {
      const run = verify({ PATH: bare, WASMGATE_TOOLCHAIN: 'locked', WASMGATE_CACHE: empty, HOME: empty });
      expectExecuted(run, executed());
      expect(run.output).toContain('replayed');
    } finally {
      rmSync(empty, { recursive: true });
    }
  });
});

/** The real toolchain, whose cargo states another version: another identity that makes the same bytes. */
async function renamedCargo(dir: string): Promise<Record<string, string>> {
  const { cargo, rustc } = await resolveRust(
    { target: 'wasm32-wasip1', rustVersion: null },
    { env: cleanEnvironment(), dir: workspace.dir, progress: { step: () => {}, tick: () => {} } },
  );
  mkdirSync(dir);
  const wrapper = join(dir, 'cargo');
  const rename = `case "$1" in -V) exec '${cargo}' -V | sed 's/^cargo /cargo renamed-/';; *) exec '${cargo}' "$@";; esac`;
  writeFileSync(wrapper, `#!/bin/sh\n${rename}\n`, { mode: 0o755 });
  return { WASMGATE_RUSTC: rustc, WASMGATE_CARGO: wrapper };
}

/** A folder with what npm and turbo need to run, and nothing else. */
function barePath(dir: string): string {
  mkdirSync(dir, { recursive: true });
  for (const name of ['node', 'npm', 'sh', 'git', 'env']) {
    const { stdout, code } = workspace.run('which', [name], {
      cwd: dirname(dir),
      env: { PATH: cleanEnvironment()['PATH'] ?? '' },
    });
    if (code === 0) symlinkSync(stdout.trim(), join(dir, name));
  }
  return dir;
}

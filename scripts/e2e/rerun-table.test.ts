import { cleanEnvironment } from '@wasmgate/cli-kit/testing';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { resolveRust } from '@wasmgate/toolchain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { barePath } from './bare-path.ts';
import { explainRun } from 'wasmgate/src/why/explain-run.ts';
import { jsonDocuments, schemasOf } from '../test/independent-validation.ts';
import { copyWorkspace, type TurboRun, type WorkspaceCopy } from '../test/workspace-copy.ts';

// docs/caching.md's table, row by row, with real turbo and the real tools. The tests stand in one file and in this
// order: each starts from the cache that the one before it left.

const always = ['//#environment'];
const dataTasks = ['build', 'size', 'feature-check', 'startup-bench', 'memory', 'regression-compare'];
const tasks = ['settings', ...dataTasks, 'verify'];
const printing = [...dataTasks];
const tools = ['toolchain', 'settings', ...dataTasks];

const task = (name: string) => `echo-module#${name}`;
const compile = (tool: string) => `@wasmgate/${tool}#compile`;
const executed = (...ids: readonly string[]) => [...always, ...ids].toSorted();
const CONFIG = 'subjects/echo-module/wasmgate.json';

let workspace: WorkspaceCopy;
const verify = (env?: Record<string, string>): TurboRun =>
  workspace.turbo(['verify', '--filter=echo-module'], env);

function expectExecuted(run: TurboRun, ids: readonly string[]): void {
  expect(run.code, run.output).toBe(0);
  expect(run.executed).toEqual(ids);
}

/** What `wasmgate why` says of the run that was just made. */
const why = (): string => explainRun(workspace.dir).join('\n');

/** Makes an edit, gives what the run after it executed, and takes the edit back. */
function withEdit(path: string, change: (text: string) => string, env?: Record<string, string>): TurboRun {
  const before = workspace.read(path);
  workspace.edit(path, change);
  try {
    return verify(env);
  } finally {
    writeFileSync(workspace.path(path), before);
  }
}

/** Adds files, gives what the run after it executed, and removes them. */
function withFiles(files: Readonly<Record<string, string>>, env?: Record<string, string>): TurboRun {
  const paths = Object.keys(files).map((path) => workspace.path(path));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(workspace.path(path)), { recursive: true });
    writeFileSync(workspace.path(path), text, { flag: 'wx' });
  }
  try {
    return verify(env);
  } finally {
    for (const path of paths) rmSync(path);
  }
}

/** A build that must not be stored: exit 2 with the line that keys what it read, each time; gone with its cause. */
function expectRefused(make: () => TurboRun, message: string): void {
  for (const run of [make(), make()]) {
    expect(run.output).toContain(message);
    expect([run.code, run.executed.at(-1)]).toEqual([2, task('build')]);
    expect(why()).toContain(message);
  }
  expectExecuted(verify(), executed());
}

beforeAll(() => {
  workspace = copyWorkspace();
}, 120_000);
afterAll(() => workspace.dispose());

describe.sequential('what re-runs what', { timeout: 300_000 }, () => {
  test('the first run executes everything', () => {
    expectExecuted(verify(), executed(...tasks.map(task), ...tools.map(compile)));
  });

  test('every JSON that it wrote is valid against its schema', () => {
    const documents = jsonDocuments(workspace.dir);
    const schemaProblems = schemasOf(workspace.dir);
    const slices = ['build', 'size', 'feature-check', 'startup-bench', 'memory', 'gate'].map(
      (name) => `settings/${name}`,
    );
    const reports = [...slices, 'build', 'size', 'features', 'startup', 'memory', 'regression', 'verify'];
    expect(documents.map(([file]) => file)).toEqual(
      expect.arrayContaining(reports.map((name) => `subjects/echo-module/target/wasm-bench/${name}.json`)),
    );
    for (const [file, schema] of documents) expect(schemaProblems(file, schema), file).toBeNull();
  });

  test('the second run executes only environment, and shows the verdict from the cache', () => {
    const run = verify();
    expectExecuted(run, executed());
    expect(run.cached).toEqual([...tasks.map(task), ...tools.map(compile)].toSorted());
    expect(run.output).toMatch(/echo-module pass: \d+ gated/);
    expect(why()).toBe('');
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
      'memory.json',
      'verify.json',
      'settings/gate.json',
    ]) {
      expect(existsSync(workspace.path('subjects/echo-module/target/wasm-bench', file)), file).toBe(true);
    }
  });

  test('a comment in Rust that moves no panicking line: build', () => {
    const run = withEdit('subjects/echo-module/src/lib.rs', (text) => `${text}\n// A remark.\n`);
    expectExecuted(run, executed(task('build')));
    expect(why()).toContain('echo-module#build: changed src/lib.rs');
  });

  test('Rust code: what follows from the bytes that changed; taken back: the cache', () => {
    const run = withEdit('subjects/echo-module/src/lib.rs', (text) => text.replace('% 64', '% 63'));
    expectExecuted(run, executed(...dataTasks.map(task), task('verify')));
    expectExecuted(verify(), executed());
  });

  test('code of a native program alone: build, startup-bench, and the comparison of its new figures', () => {
    const program = workspace.path('subjects/echo-module/src/main.rs');
    const before = workspace.read(CONFIG);
    writeFileSync(program, 'fn main() { println!("one"); }\n');
    workspace.edit(CONFIG, (text) => text.replace('{', '{ "native": [{ "bin": "echo-module" }],'));
    expectExecuted(
      verify(),
      executed(...tasks.filter((name) => name !== 'size' && name !== 'memory').map(task)),
    );
    writeFileSync(program, 'fn main() { println!("two, and more"); }\n');
    const run = verify();
    rmSync(program);
    writeFileSync(workspace.path(CONFIG), before);
    expectExecuted(run, executed(...['build', 'startup-bench', 'regression-compare', 'verify'].map(task)));
    expectExecuted(verify(), executed());
  });

  // build.json names what was asked, and feature-check, the comparison and the gate read it.
  const rebuilt = ['settings', 'build', 'feature-check', 'regression-compare', 'verify'].map(task);
  const gate = ['settings', 'regression-compare', 'verify'].map(task);

  test.each([
    [
      "a waiver's text",
      '"waive": "includes',
      '"waive": "it includes',
      /budgets\.wasm_instantiation_cold_ms\.waive: /,
    ],
    ['a budget', '"wasm_size_raw_kb": 40', '"wasm_size_raw_kb": 41', /budgets\.wasm_size_raw_kb: 40 -> 41/],
    [
      'a tolerance',
      '"budgets"',
      '"policy": { "wasm_fuel_self_test": { "tolerance": "3%" } }, "budgets"',
      /config\.policy: nothing -> /,
    ],
  ])('%s: settings, then the gate', (_what, from, to, cause) => {
    expectExecuted(
      withEdit(CONFIG, (text) => text.replace(from, to)),
      executed(...gate),
    );
    expect(why()).toMatch(cause);
  });

  test('a feature rule: settings, then the tasks whose slice changed', () => {
    const run = withEdit(CONFIG, (text) => text.replace('"mio"', '"mio", "smol"'));
    expectExecuted(run, executed(...['settings', 'feature-check', 'verify'].map(task)));
    expect(why()).toContain('changed subjects/echo-module/target/wasm-bench/settings/feature-check.json');
  });

  test('an export that is demanded no longer: settings and build, then what reads build.json', () => {
    const run = withEdit(CONFIG, (text) => text.replace('"echo_rounds", ', ''));
    expectExecuted(run, executed(...rebuilt));
    expect(why()).toMatch(/config\.exports: \[.*\] -> \[/);
  });

  test('an invocation: settings, then the tasks whose slice changed', () => {
    const run = withEdit(CONFIG, (text) =>
      text.replace('"echo_rounds(100)"', '"echo_rounds(100)", "checksum(0, 0)"'),
    );
    expectExecuted(
      run,
      executed(...['settings', 'startup-bench', 'memory', 'regression-compare', 'verify'].map(task)),
    );
  });

  test('an exception that ended last night: settings, then the gate; a day on which none ends: settings', () => {
    const expires = new Date(Date.now() + 864e5).toISOString().slice(0, 10);
    const exception = { group: 'tokio', match: 'none', reason: 'r', owner: 'ada', expires };
    const before = workspace.read(CONFIG);
    workspace.edit(CONFIG, (text) =>
      text.replace('"groups": [', `"exceptions": [${JSON.stringify(exception)}], "groups": [`),
    );
    try {
      expectExecuted(
        verify(),
        executed(...['settings', 'feature-check', 'regression-compare', 'verify'].map(task)),
      );
      expectExecuted(verify(inDays(1)), executed(task('settings')));
      expectExecuted(verify(inDays(2)), executed(...gate));
      expect(why()).toMatch(/settings\/gate\.json\n {2}exceptions: .*"ended":false.* -> /);
    } finally {
      writeFileSync(workspace.path(CONFIG), before);
    }
    expectExecuted(verify(), executed());
  });

  test.each([
    ['the subject', 'subjects/echo-module/.cargo/config.toml', 'IN_SUBJECT'],
    ['the repository', '.cargo/config.toml', 'IN_REPOSITORY'],
    ['a folder above the repository', '../.cargo/config.toml', 'ABOVE'],
  ])("cargo's configuration in %s: settings and build, then what the bytes imply", (_where, path, name) => {
    const run = withFiles({ [path]: `[env]\n${name} = "1"\n` });
    expectExecuted(run, executed(...rebuilt));
    expect(why()).toContain(`cargo.config.env.${name}: nothing -> `);
    expectExecuted(verify(), executed());
  });

  test("cargo's configuration in CARGO_HOME: settings and build, then what the bytes imply", () => {
    const home = cargoHome(
      workspace.path('../cargo home'),
      '[profile.release-wasm]\noverflow-checks = false\n',
    );
    expectExecuted(verify({ CARGO_HOME: home }), executed(...rebuilt));
    expect(why()).toContain('cargo.config.profile.release-wasm.overflow-checks: nothing -> false');
  });

  test('a variable that reaches rustc: settings and build, then what the bytes imply', () => {
    const run = verify({ CARGO_PROFILE_RELEASE_WASM_DEBUG_ASSERTIONS: 'false' });
    expectExecuted(run, executed(...rebuilt));
    expect(why()).toContain(
      'cargo.variables.CARGO_PROFILE_RELEASE_WASM_DEBUG_ASSERTIONS: nothing -> "false"',
    );
  });

  test('a variable that the crate declares: build', () => {
    const paths = [CONFIG, 'subjects/echo-module/turbo.json'];
    const before = paths.map((path) => workspace.read(path));
    workspace.edit(CONFIG, (text) => text.replace('"profile":', '"env": ["ECHO_NAME"], "profile":'));
    writeFileSync(
      workspace.path('subjects/echo-module/turbo.json'),
      JSON.stringify({
        extends: ['//', '@wasmgate/from-source'],
        tasks: { build: { env: ['$TURBO_EXTENDS$', 'ECHO_NAME'] } },
      }),
    );
    try {
      expect(verify({ ECHO_NAME: 'one' }).code).toBe(0);
      expectExecuted(verify({ ECHO_NAME: 'two' }), executed(task('build')));
      expect(why()).toContain('ECHO_NAME');
      expectExecuted(verify({ ECHO_NAME: 'one' }), executed());
    } finally {
      paths.forEach((path, index) => writeFileSync(workspace.path(path), before[index] ?? ''));
    }
    expectExecuted(verify(), executed());
  });

  const SCRIPT = 'subjects/echo-module/build.rs';

  test('a build script that tells what it reads: build, also when that changes', () => {
    const told = { [SCRIPT]: say('cargo::rerun-if-changed=src/lib.rs') };
    expectExecuted(
      withFiles(told),
      executed(...['build', 'size', 'feature-check', 'memory', 'regression-compare', 'verify'].map(task)),
    );
    expect(why()).toContain('echo-module#build: added build.rs');
  });

  test('a build script that does not tell what it reads, or tells of what keys nothing: refused', () => {
    expectRefused(() => withFiles({ [SCRIPT]: 'fn main() {}\n' }), 'cargo::rerun-if-changed=build.rs');
    expectRefused(() => withFiles({ [SCRIPT]: say('cargo::rerun-if-changed=README.md') }), '"README.md"');
  });

  test('a committed link to what keys nothing: refused, whatever it leads to', () => {
    const link = workspace.path('subjects/echo-module/src/linked.rs');
    const source = 'subjects/echo-module/src/lib.rs';
    symlinkSync('../../../shared-source.rs', link);
    workspace.run('git', ['add', '-f', 'subjects/echo-module/src/linked.rs']);
    const before = workspace.read(source);
    workspace.edit(source, (text) => `${text}\nmod linked;\n`);
    try {
      for (const constant of ['1', '2']) {
        const run = withFiles({
          'shared-source.rs': `#[allow(dead_code)]\npub const X: u32 = ${constant};\n`,
        });
        expect([run.code, run.output]).toEqual([2, expect.stringContaining('$TURBO_ROOT$/shared-source.rs')]);
      }
    } finally {
      workspace.run('git', ['rm', '-q', '--cached', 'subjects/echo-module/src/linked.rs']);
      rmSync(link);
      writeFileSync(workspace.path(source), before);
    }
    expectExecuted(verify(), executed());
  });

  test('an altered artifact is noticed, whoever altered it, and the advice that is printed mends it', () => {
    const file = workspace.path('subjects/echo-module/target/wasm-bench/build/shipped.wasm');
    const bytes = readFileSync(file);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const byHand = workspace.run('wasm-verify', [], { cwd: workspace.path('subjects/echo-module') });
    expect([byHand.code, byHand.output]).toEqual([2, expect.stringContaining('other bytes than')]);
    const [, advice = ''] = /fix: npx (turbo run .*)/.exec(byHand.output) ?? [];
    expect(workspace.run('turbo', advice.split(' ').slice(1)).code).toBe(0);
    expectExecuted(verify(), executed());
    expect(workspace.run('wasm-verify', [], { cwd: workspace.path('subjects/echo-module') }).code).toBe(0);
  });

  test("a comment in a tool's source: its compile", () => {
    const run = withEdit('packages/size/src/render/render-size.ts', (text) => `${text}\n// A remark.\n`);
    expectExecuted(run, executed(compile('size')));
  });

  test('a sentence of a finding: the compile of what prints it, and verify; nothing that measures or compares', () => {
    const run = withEdit('packages/words/src/findings/startup.ts', (text) =>
      text.replace('the guest trapped', 'the guest fell into a trap'),
    );
    expectExecuted(run, executed(...printing.map(compile), task('verify')));
    expect(why()).toContain('echo-module#verify: changed packages/regression-compare/dist/verify.js');
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
    // Another schema may refer to this one: what is generated of it changes as well.
    const folder = 'packages/contracts/src/generated';
    const files = readdirSync(workspace.path(folder)).map((name) => `${folder}/${name}`);
    const generated = ['schemas/size.schema.json', ...files];
    const before = generated.map((path) => workspace.read(path));
    workspace.edit('schemas/size.schema.json', (text) => text.replace('"minItems": 1', '"minItems": 2'));
    const made = workspace.run('npm', ['run', 'generate', '-w', '@wasmgate/contracts']);
    expect(made.code, made.output).toBe(0);
    const run = verify();
    generated.forEach((path, index) => writeFileSync(workspace.path(path), before[index] ?? ''));
    expectExecuted(
      run,
      executed(...tools.map(compile), ...['size', 'regression-compare', 'verify'].map(task)),
    );
  });

  test('baseline.json: regression-compare and verify', () => {
    const run = withEdit('baseline.json', (text) =>
      text.replace('"schema_version": 2', '"schema_version": 2 '),
    );
    expectExecuted(run, executed(task('regression-compare'), task('verify')));
    expect(why()).toMatch(/echo-module#regression-compare: changed .*baseline\.json/);
  });

  test('.measure-epoch: startup-bench, and the comparison of its new figures', () => {
    const file = 'subjects/echo-module/.measure-epoch';
    const run = withEdit(file, (text) => `${Number(text) + 1}\n`);
    expectExecuted(run, executed(...['startup-bench', 'regression-compare', 'verify'].map(task)));
  });

  test('another machine class: startup-bench, and the comparison of its new figures', () => {
    const run = verify({ WASMGATE_HOST_CLASS: 'a class of its own' });
    expectExecuted(run, executed(...['settings', 'startup-bench', 'regression-compare', 'verify'].map(task)));
    expect(why()).toMatch(/startup-bench: changed .*\n {2}host\.host_class: ".*" -> "a class of its own"/);
    expectExecuted(verify(), executed());
  });

  test('another toolchain: build; the same bytes stop there but for what names the toolchain', async () => {
    const renamed = await renamedCargo(workspace.path('.renamed-cargo'));
    const run = verify(renamed);
    // build.json names the toolchain, and feature-check and the comparison read build.json.
    expectExecuted(run, executed(...rebuilt));
    expect(why()).toMatch(
      /echo-module#build: changed .*settings\/build\.json\n(?: .*\n)* {2}toolchain\.cargo: /,
    );
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
      expect(run.output).toMatch(/echo-module pass: \d+ gated/);
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

/** A build script that tells cargo something. */
const say = (line: string): string => `fn main() { println!("${line}"); }\n`;

/** The clock some days ahead, for every process of node below: the day is looked at by the task environment alone. */
function inDays(days: number): Record<string, string> {
  const file = workspace.path(`../clock-${days}.cjs`);
  writeFileSync(
    file,
    `const Real = Date;
globalThis.Date = class extends Real {
  constructor(...given) { super(...(given.length === 0 ? [Real.now() + ${days} * 864e5] : given)); }
  static now() { return Real.now() + ${days} * 864e5; }
};
`,
  );
  return { NODE_OPTIONS: `--require=${JSON.stringify(file)}` };
}

/** The real CARGO_HOME with something more in its configuration. */
function cargoHome(dir: string, more: string): string {
  const real = process.env['CARGO_HOME'] ?? join(homedir(), '.cargo');
  mkdirSync(dir);
  for (const name of existsSync(real) ? readdirSync(real) : []) {
    if (name !== 'config.toml') symlinkSync(join(real, name), join(dir, name));
  }
  const config = join(real, 'config.toml');
  writeFileSync(
    join(dir, 'config.toml'),
    `${existsSync(config) ? readFileSync(config, 'utf8') : ''}\n${more}`,
  );
  return dir;
}

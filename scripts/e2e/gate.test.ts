import { cleanEnvironment } from '@wasmgate/cli-kit/testing';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { featuresReport } from '@wasmgate/contracts/features';
import { regressionReport } from '@wasmgate/contracts/regression';
import { sizeReport } from '@wasmgate/contracts/size';
import { startupReport } from '@wasmgate/contracts/startup';
import { verifyReport } from '@wasmgate/contracts/verify';
import { resolveRust } from '@wasmgate/toolchain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyWorkspace, type WorkspaceCopy } from '../test/workspace-copy.ts';

// Green, red and broken, with real turbo and the real tools. The tests build on each other, in this order.

const echo = 'subjects/echo-module';
const other = 'subjects/prebuilt-module';

let workspace: WorkspaceCopy;
let committed: Map<string, string>;

beforeAll(() => {
  workspace = copyWorkspace();
  committed = new Map(
    ['src/lib.rs', 'Cargo.toml', 'Cargo.lock'].map((f) => [f, workspace.read(join(echo, f))]),
  );
}, 120_000);
afterAll(() => workspace.dispose());

/** Gives a module that is built already a subject of its own. */
function addPrebuiltSubject(wasm: string): void {
  mkdirSync(workspace.path(other, 'prebuilt'), { recursive: true });
  for (const file of ['package.json', 'turbo.json']) {
    writeFileSync(
      workspace.path(other, file),
      workspace.read(join(echo, file)).replace('"echo-module"', '"prebuilt-module"'),
    );
  }
  copyFileSync(wasm, workspace.path(other, 'prebuilt/echo.wasm'));
  const { invoke, features } = JSON.parse(workspace.read(join(echo, 'wasmgate.json'))) as Record<
    string,
    unknown
  >;
  writeFileSync(
    workspace.path(other, 'wasmgate.json'),
    JSON.stringify({ wasm: 'prebuilt/echo.wasm', invoke, features }),
  );
}

async function cargo(...args: string[]): Promise<void> {
  const rust = await resolveRust(
    { target: 'wasm32-wasip1', rustVersion: null },
    { env: cleanEnvironment(), dir: workspace.path(echo), progress: { step: () => {}, tick: () => {} } },
  );
  const ran = workspace.run(rust.cargo, args, { cwd: workspace.path(echo), env: rust.env });
  expect(ran.code, ran.output).toBe(0);
}

function addTokio(): void {
  workspace.edit(
    join(echo, 'Cargo.toml'),
    (text) => `${text}\n[dependencies.tokio]\nversion = "1"\nfeatures = ["rt"]\n`,
  );
  workspace.edit(
    join(echo, 'src/lib.rs'),
    (text) => `${text}
/// 7, by way of a runtime.
#[unsafe(no_mangle)]
pub extern "C" fn run_tokio() -> u32 {
    match tokio::runtime::Builder::new_current_thread().build() {
        Ok(runtime) => runtime.block_on(async { 7 }),
        Err(_) => 0,
    }
}
`,
  );
}

describe.sequential('the gate', { timeout: 300_000 }, () => {
  test('a subject that is fine passes, and so does a prebuilt module', () => {
    const first = workspace.turbo(['verify', '--filter=echo-module']);
    expect(first.code, first.output).toBe(0);
    addPrebuiltSubject(workspace.path(echo, 'target/wasm-bench/build/shipped.wasm'));
    const second = workspace.turbo(['verify', '--filter=prebuilt-module']);
    expect(second.code, second.output).toBe(0);
    expect(verifyReport.read(workspace.path(other)).verdict).toBe('pass');
    const shipped = readFileSync(workspace.path(other, 'target/wasm-bench/build/shipped.wasm'));
    expect(shipped.equals(readFileSync(workspace.path(other, 'prebuilt/echo.wasm')))).toBe(true);
  });

  test('a lock file that is stale stops the build: exit 2 of the tool, the command that mends it, earlier reports whole', () => {
    const before = workspace.read(join(echo, 'target/wasm-bench/size.json'));
    addTokio();
    const run = workspace.turbo(['verify', '--filter=echo-module']);
    expect(run.code).not.toBe(0);
    expect(run.output).toMatch(/Cargo\.lock/);
    expect(run.output).toMatch(/fix: .*cargo/);
    expect(workspace.read(join(echo, 'target/wasm-bench/size.json'))).toBe(before);
    expect(run.executed).not.toContain('echo-module#verify');
  });

  test('a used dependency on tokio: verify exits 1 and names the group, size and startup are reported all the same', async () => {
    await cargo('generate-lockfile');
    expect(workspace.turbo(['compile']).code).toBe(0);
    const run = workspace.run('npm', [
      'run',
      'verify',
      '--',
      '--filter=echo-module',
      '--filter=prebuilt-module',
    ]);
    expect(run.code, run.output).toBe(1);
    const dir = workspace.path(echo);
    const gate = verifyReport.read(dir);
    expect(gate.verdict).toBe('fail');
    expect(gate.failures).toContainEqual(
      expect.objectContaining({
        code: 'feature_present',
        args: expect.objectContaining({ group: 'tokio' }),
      }),
    );
    const tokio = featuresReport.read(dir).groups.find(({ name }) => name === 'tokio');
    expect(tokio?.verdict).toBe('present_reachable');
    expect(tokio?.evidence.map(({ source }) => source)).toEqual(expect.arrayContaining(['unit', 'name']));
    for (const report of [sizeReport.read(dir), startupReport.read(dir), regressionReport.read(dir)]) {
      expect(report.artifact_sha256).toBe(gate.artifact_sha256);
    }
    // The diff against the accepted artifact names the crate that came, and its bytes.
    expect(run.output).toMatch(/new crate tokio \+[\d.,]+ k?B/);
    // The other subject is reported as well.
    expect(run.output).toMatch(/prebuilt-module\s+pass/i);
    expect(run.output).toMatch(/echo-module\s+fail/i);
  });

  test('the data of a red result come from the cache, the verdict never', () => {
    const run = workspace.turbo(['verify', '--filter=echo-module']);
    expect(run.code).toBe(1);
    expect(run.executed).toEqual(['//#environment', 'echo-module#verify']);
  });

  test('removing it goes back to green from the cache', () => {
    for (const [file, text] of committed) writeFileSync(workspace.path(echo, file), text);
    const run = workspace.turbo(['verify', '--filter=echo-module']);
    expect(run.code, run.output).toBe(0);
    // The verdict too: green is cached. There is one subject more than then, which the settings look past.
    expect(run.executed).toEqual(['//#environment', 'echo-module#settings']);
    expect(verifyReport.read(workspace.path(echo)).verdict).toBe('pass');
  });

  test('an eager allocation in _initialize: verify exits 1 with the number and the function', () => {
    // Accepted here, so that the basis is that of this machine, whichever toolchain it has.
    const accepted = ['--accept', 'wasm_heap_bytes_initialize', '--subject', 'echo-module'];
    expect(workspace.run('wasm-baseline', accepted).code).toBe(0);
    workspace.edit(join(echo, 'src/lib.rs'), (text) =>
      text.replace(
        'unsafe { __wasm_call_ctors() }',
        'unsafe { __wasm_call_ctors() }\n    std::mem::forget(std::hint::black_box(vec![1u8; 10_240]));',
      ),
    );
    const run = workspace.turbo(['verify', '--filter=echo-module']);
    writeFileSync(workspace.path(echo, 'src/lib.rs'), committed.get('src/lib.rs') ?? '');
    expect(run.code, run.output).toBe(1);
    expect(verifyReport.read(workspace.path(echo)).failures).toContainEqual(
      expect.objectContaining({
        code: 'metric_regressed',
        args: expect.objectContaining({ metric: 'wasm_heap_bytes_initialize', value: 10_240, baseline: 0 }),
      }),
    );
    expect(run.output).toMatch(/10,240 B in 1 by _initialize/);
    expect(workspace.turbo(['verify', '--filter=echo-module']).code).toBe(0);
  });

  test('a report that speaks of other bytes does not pass', () => {
    const shipped = workspace.path(echo, 'target/wasm-bench/build/shipped.wasm');
    const bytes = readFileSync(shipped);
    writeFileSync(shipped, Buffer.concat([bytes, Buffer.from([0, 2, 1, 0x78])]));
    const run = workspace.run('wasm-verify', [], { cwd: workspace.path(echo) });
    writeFileSync(shipped, bytes);
    expect(run.code, run.output).toBe(2);
    expect(run.output).toMatch(/shipped\.wasm/);
    expect(run.output).toMatch(/fix: .*turbo run build/);
  });

  test('a report that breaks its schema, or is missing, does not pass', () => {
    const path = join(echo, 'target/wasm-bench/features.json');
    const text = workspace.read(path);
    const outcomes = ['{"schema_version": 1}', null].map((content) => {
      if (content === null) workspace.run('rm', [workspace.path(path)]);
      else writeFileSync(workspace.path(path), content);
      return workspace.run('wasm-verify', [], { cwd: workspace.path(echo) });
    });
    writeFileSync(workspace.path(path), text);
    for (const { code, output } of outcomes) {
      expect(code, output).toBe(2);
      expect(output).toMatch(/features\.json/);
      expect(output).toMatch(/turbo run feature-check/);
    }
  });

  test('an artifact that is missing is built first, by hand', () => {
    workspace.run('rm', ['-r', workspace.path(echo, 'target/wasm-bench')]);
    const run = workspace.run('wasm-size', ['--json'], { cwd: workspace.path(echo) });
    expect(run.code, run.output).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ subject: 'echo-module' });
    expect(existsSync(workspace.path(echo, 'target/wasm-bench/build.json'))).toBe(true);
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { cleanEnvironment } from '@wasmgate/cli-kit/testing';
import { buildReport } from '@wasmgate/contracts/build';
import { startupReport } from '@wasmgate/contracts/startup';
import { execaSync } from 'execa';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { adopt, managers, packTools, type Adopter, type Tarballs } from './adopter.ts';
import { kept, whyNot } from './compilers.ts';

// What a page loads, in repositories outside of this one: started in V8, by packed tarballs.

let folder: string;
let tarballs: Tarballs;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wasmgate-tarballs-'));
  tarballs = packTools(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function initialized(
  files: Parameters<typeof adopt>[3],
  programs: Readonly<Record<string, string>> = {},
): Adopter {
  const packageJson = { name: 'acme', private: true, workspaces: ['packages/*'] };
  const adopter = adopt(
    managers.npm,
    tarballs,
    packageJson,
    { '.gitignore': 'node_modules\n', ...files },
    programs,
  );
  onTestFinished(() => adopter.dispose());
  const begun = adopter.exec('wasmgate', 'init', '--yes');
  expect(begun.code, begun.output).toBe(0);
  return adopter;
}

/** Adds to what `init` wrote. */
function configure(adopter: Adopter, name: string, more: object): void {
  const path = `wasmgate/${name}/wasmgate.json`;
  const config = JSON.parse(adopter.read(path)) as object;
  expect(config).toMatchObject({ startup: { engine: 'v8' } });
  adopter.write(path, `${JSON.stringify({ ...config, ...more }, null, 2)}\n`);
}

/** Green, red with what is planted, and green again from the cache once it is taken back. */
function expectGated(
  adopter: Adopter,
  name: string,
  plant: () => void,
  undo: () => void,
  said: RegExp,
): void {
  const green = adopter.turbo('verify');
  expect(green.code, green.output).toBe(0);
  const startup = startupReport.read(join(adopter.dir, 'wasmgate', name));
  expect(startup.engine.name).toBe('v8');
  expect(startup.allocators.on_demand?.cold?.processes).toBe(7);
  plant();
  const red = adopter.turbo('verify');
  expect(red.code, red.output).toBe(1);
  expect(red.output).toMatch(said);
  undo();
  const again = adopter.turbo('verify');
  expect(again.code, again.output).toBe(0);
  expect(again.executed).toEqual(['//#environment']);
}

const SQUARES = `export function squares(n: i32): i32 {
  let sum = 0;
  for (let i = 1; i <= n; i++) sum += i * i;
  return sum;
}
export function text(n: i32): string { return n.toString() + ' is a number'; }
`;

/** Compiles AssemblyScript, which imports env.abort. */
function compiled(source: string): Uint8Array {
  const [text, wasm] = [join(folder, 'index.ts'), join(folder, 'app.wasm')];
  writeFileSync(text, source);
  const asc = join(kept, 'npm/node_modules/assemblyscript/bin/asc.js');
  const args = [asc, 'index.ts', '-O', '--debug', '--exportRuntime', '-o', 'app.wasm'];
  execaSync(execPath, args, { cwd: folder, env: cleanEnvironment(), extendEnv: false });
  return readFileSync(wasm);
}

test(
  'a prebuilt module of AssemblyScript: green, red for an import more, green from the cache',
  { timeout: 600_000 },
  async ({ skip }) => {
    const reason = await whyNot('assemblyscript');
    skip(reason !== null, `assemblyscript cannot be installed: ${reason}`);
    const module = compiled(SQUARES);
    const adopter = initialized({ 'assets/app.wasm': module });
    const groups = [
      { name: 'a clock', imports: ['env.Date.now'], reason: 'the same input gives the same output' },
    ];
    configure(adopter, 'app', {
      exports: ['squares', 'text'],
      invoke: ['squares(10)', 'text(7)'],
      features: { groups },
    });
    const late = compiled(`${SQUARES}export function now(): f64 { return <f64>Date.now(); }\n`);
    expectGated(
      adopter,
      'app',
      () => adopter.write('assets/app.wasm', late),
      () => adopter.write('assets/app.wasm', module),
      /import env\.Date\.now/,
    );
  },
);

const LIB = `use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn log(text: &str);
}

#[wasm_bindgen]
pub fn greet(n: u32) -> u32 {
    log("greeted");
    helped(n)
}

#[inline(never)]
fn helped(n: u32) -> u32 { n * std::hint::black_box(3) }
`;

const MANIFEST = `[package]
name = "page"
version = "0.1.0"
edition = "2021"

[lib]
crate-type = ["cdylib"]

[dependencies]
wasm-bindgen = "=0.2.106"

[profile.release-wasm]
inherits = "release"
opt-level = "s"
panic = "abort"

[workspace]
`;

test(
  'a crate of wasm-bindgen, which a postlink step makes a page’s: green, red for a function, green from the cache',
  { timeout: 1_200_000 },
  async ({ skip }) => {
    const reason = await whyNot('wasm-bindgen');
    skip(reason !== null, `wasm-bindgen cannot be installed: ${reason}`);
    const crate = join(folder, 'page');
    mkdirSync(join(crate, 'src'), { recursive: true });
    writeFileSync(join(crate, 'Cargo.toml'), MANIFEST);
    writeFileSync(join(crate, 'src/lib.rs'), LIB);
    execaSync('cargo', ['generate-lockfile'], { cwd: crate, env: cleanEnvironment(), extendEnv: false });
    const adopter = initialized(
      {
        'crates/page/Cargo.toml': MANIFEST,
        'crates/page/Cargo.lock': readFileSync(join(crate, 'Cargo.lock')),
        'crates/page/src/lib.rs': LIB,
      },
      { 'wasm-bindgen': join(kept, 'cargo/bin/wasm-bindgen') },
    );
    const groups = [{ name: 'forbidden', paths: ['page::forbidden'], reason: 'it is a test' }];
    configure(adopter, 'page', { exports: ['greet'], invoke: ['greet(7)'], features: { groups } });
    const planted = LIB.replaceAll('helped', 'forbidden');
    expectGated(
      adopter,
      'page',
      () => adopter.write('crates/page/src/lib.rs', planted),
      () => adopter.write('crates/page/src/lib.rs', LIB),
      /page::forbidden/,
    );
    const { basis, imports } = buildReport.read(join(adopter.dir, 'wasmgate/page'));
    expect(basis.postlink).toBe('wasm-bindgen 0.2.106');
    expect(imports.join(' ')).not.toContain('__wbindgen_placeholder__');
  },
);

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildReport } from '@wasmgate/contracts/build';
import { readNative } from '@wasmgate/contracts/native';
import { ARTIFACTS, NATIVE_FOLDERS, nativeFile } from '@wasmgate/contracts/layout';
import type { Subject, SubjectConfig } from '@wasmgate/contracts/subject';
import { beforeAll, expect, it, vi } from 'vitest';
import { buildSubject } from '../src/build-subject.ts';
import { ensureRust, plainConfig, tinyCrate } from './support/crates.ts';
import { scratchContext, scratchSubject } from './support/scratch-subject.ts';
import { tinyModule } from './support/wasm-bytes.ts';
import { told } from './support/told.ts';

// Real cargo on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 240_000 });
beforeAll(ensureRust);

const files = {
  ...tinyCrate,
  // It can panic, so that the path of its source is in its data.
  'src/main.rs': `fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    assert!(words.len() == 1, "one word, please: {words:?}");
    println!("hello {}", words[0]);
}
`,
};
const config: SubjectConfig = { ...plainConfig, native: [{ bin: 'tiny', args: ['world'] }] };

const build = (subject: Subject) => buildSubject(told(subject), scratchContext().context);
const shipped = ({ dir }: Subject) => readFileSync(join(dir, ARTIFACTS.shipped));
const folder = ({ dir }: Subject) => join(dir, NATIVE_FOLDERS.built);

it('builds a program beside the artifacts: the same bytes in two folders, and WebAssembly as without it', async () => {
  const here = scratchSubject(config, files);
  const there = scratchSubject(config, files);
  const without = scratchSubject(plainConfig, files);
  const report = await build(here);
  await build(there);

  const program = readFileSync(nativeFile(folder(here), 'tiny'));
  expect(readNative(folder(here))).toEqual({
    schema_version: 1,
    platform: report.toolchain.platform,
    linker: expect.any(String),
    bins: [
      {
        bin: 'tiny',
        sha256: createHash('sha256').update(program).digest('hex'),
        bytes: program.length,
        args: ['world'],
      },
    ],
  });
  expect(execFileSync(nativeFile(folder(here), 'tiny'), ['world'], { encoding: 'utf8' })).toBe(
    'hello world\n',
  );
  expect(readFileSync(nativeFile(folder(there), 'tiny')).equals(program)).toBe(true);
  expect(program.includes(here.dir)).toBe(false);
  expect(readNative(folder(there))).toEqual(readNative(folder(here)));

  await build(without);
  expect(shipped(without).equals(shipped(here))).toBe(true);
  // Another thing was asked, and the same was answered.
  const { settings_sha256: asked, ...answer } = buildReport.read(without.dir);
  expect({ ...answer, settings_sha256: report.settings_sha256 }).toEqual(buildReport.read(here.dir));
  expect(asked).not.toBe(report.settings_sha256);
  expect(readNative(folder(without))).toEqual({ schema_version: 1, platform: 'any', linker: null, bins: [] });

  // What is no longer asked for does not stay behind.
  await build({ ...here, config: plainConfig });
  expect(existsSync(nativeFile(folder(here), 'tiny'))).toBe(false);
});

it('says which programs there are when it is asked for another', async () => {
  const subject = scratchSubject({ ...plainConfig, native: [{ bin: 'tinny' }] }, files);
  await expect(build(subject)).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/\$\.native\[0\]\.bin: package tiny has no program tinny; it has tiny/),
  });
  expect(existsSync(buildReport.path(subject.dir))).toBe(false);
});

it('writes an empty list for a prebuilt file', async () => {
  const subject = scratchSubject({ wasm: 'prebuilt/app.wasm' }, { 'prebuilt/app.wasm': tinyModule() });
  await build(subject);
  expect(readNative(folder(subject))?.bins).toEqual([]);
  expect(statSync(buildReport.path(subject.dir)).isFile()).toBe(true);
});

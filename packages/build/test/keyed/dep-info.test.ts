import { linkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseBuildScriptOutput } from '../../src/keyed/build-script-output.ts';
import { DepInfoFinder, parseDepInfo } from '../../src/keyed/dep-info.ts';
import { scratchDir, writeFiles } from '../support/scratch-subject.ts';

describe("rustc's dep-info", () => {
  it('lists sources, and variables whether or not they are set', () => {
    const text = `/t/my deps/a.d: src/lib.rs src/../data\\ file.txt C:\\x\\y.rs

/t/my deps/a.rlib: src/lib.rs src/../data\\ file.txt C:\\x\\y.rs

src/lib.rs:
src/../data\\ file.txt:

# checksum:blake3=0 file_len:1 src/lib.rs
# env-dep:CARGO_PKG_NAME=a=b
# env-dep:NOT_SET
`;
    expect(parseDepInfo(text)).toEqual({
      targets: ['/t/my deps/a.d', '/t/my deps/a.rlib'],
      sources: ['src/lib.rs', 'src/../data file.txt', 'C:\\x\\y.rs'],
      variables: ['CARGO_PKG_NAME', 'NOT_SET'],
    });
  });
});

describe('the dep-info of a unit', () => {
  it("is rustc's, of this very file: by name, by link or by bytes, not of an older one", () => {
    const dir = scratchDir();
    const deps = join(dir, 'release/deps');
    const rule = (name: string, source: string) =>
      `${join(deps, name)}.d: ${source}\n\n${join(deps, name)}.wasm: ${source}\n`;
    writeFiles(deps, {
      'my_app-1.wasm': 'old',
      'my_app-1.d': rule('my_app-1', 'old.rs'),
      'my_app-2.wasm': 'new',
      'my_app-2.d': rule('my_app-2', 'new.rs'),
    });
    const made = join(dir, 'release/my-app.wasm');
    // What cargo writes by itself, for all units together.
    writeFiles(dir, { 'release/my_app.d': `${made.replaceAll(' ', '\\ ')}: all.rs\n` });
    const sources = () =>
      new DepInfoFinder(dir)
        .find({ target: { name: 'my-app', kind: ['bin'] }, filenames: [made] })
        .map((info) => info.sources);
    expect(sources).toThrow('cargo left no dep-info of my-app');
    linkSync(join(deps, 'my_app-2.wasm'), made);
    expect(sources()).toEqual([['new.rs']]);
    rmSync(made);
    writeFiles(dir, { 'release/my-app.wasm': 'new' });
    expect(sources()).toEqual([['new.rs']]);
  });
});

describe("a build script's output", () => {
  it('says on what it depends and what it links, in both spellings', () => {
    const text =
      'cargo::rerun-if-changed=wit\ncargo:rerun-if-changed=a b.txt\ncargo:rerun-if-env-changed=FOO\ncargo::rustc-link-arg=/x/foo.o\ncargo::rustc-link-arg-cdylib=-z\nhello\ncargo::metadata=rerun-if-changed=no\n';
    expect(parseBuildScriptOutput(text)).toEqual({
      files: ['wit', 'a b.txt'],
      variables: ['FOO'],
      objects: ['/x/foo.o'],
    });
  });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readBaseline } from '../src/baseline.ts';
import { readEnvironment } from '../src/environment.ts';
import { InputError } from '../src/errors.ts';
import { readFlatMetrics } from '../src/flat-metrics.ts';
import { readNative } from '../src/native.ts';
import { parseJson } from '../src/parse-json.ts';
import { readRegularFile } from '../src/read-file.ts';
import { sizeReport } from '../src/size.ts';
import { readSubjectConfig } from '../src/subject.ts';
import { readToolchainLock } from '../src/toolchain-lock.ts';
import { listSubjects } from '../src/list-subjects.ts';
import { acceptedFile, readWorkspaceFile } from '../src/workspace-file.ts';
import { findWorkspaceRoot, subjectName, workspaceRoot } from '../src/workspace.ts';

function folder(files: Readonly<Record<string, string>> = {}): string {
  const dir = mkdtempSync(join(tmpdir(), 'wasmgate-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

const SECRET = 'hunter2';

/** Each reads a file of a folder, whatever it is named. */
const readers: Readonly<Record<string, { file: string; read: (dir: string) => unknown }>> = {
  'wasmgate.json': { file: 'wasmgate.json', read: (dir) => readSubjectConfig(join(dir, 'wasmgate.json')) },
  'baseline.json': { file: 'baseline.json', read: (dir) => readBaseline(join(dir, 'baseline.json')) },
  'toolchain.lock.json': {
    file: 'toolchain.lock.json',
    read: (dir) => readToolchainLock(join(dir, 'toolchain.lock.json')),
  },
  'environment.json': { file: '.wasmgate/environment.json', read: readEnvironment },
  'native.json': { file: 'native.json', read: readNative },
  'a report': { file: 'target/wasm-bench/size.json', read: (dir) => sizeReport.read(dir) },
};

function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).not.toContain(SECRET);
    return (error as Error).message;
  }
  throw new Error('was read');
}

describe.each(Object.entries(readers))('%s', (_name, { file, read }) => {
  const place = () => {
    const dir = folder({ 'package.json': '{"workspaces": []}' });
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    return { dir, path: join(dir, file) };
  };

  test.skipIf(process.platform === 'win32')('as a FIFO is refused at once', () => {
    const { dir, path } = place();
    execFileSync('mkfifo', [path]);
    expect(refusal(() => read(dir))).toMatch(/is not a regular file/);
  });

  test.skipIf(process.platform === 'win32')(
    'as a link to a device, or to a file of the user, is refused unread',
    () => {
      for (const target of ['/dev/zero', join(folder({ secret: `{"token": "${SECRET}"}` }), 'secret')]) {
        const { dir, path } = place();
        symlinkSync(target, path);
        expect(refusal(() => read(dir))).toMatch(/leads out of its workspace by a symbolic link/);
      }
    },
  );

  test('as a link inside its workspace is followed', () => {
    const { dir, path } = place();
    writeFileSync(join(dir, 'other.json'), '{"unknown": 1}');
    symlinkSync(join(dir, 'other.json'), path);
    expect(refusal(() => read(dir))).toMatch(/\$/);
  });

  test('nested without end is refused before it is parsed', () => {
    const { dir, path } = place();
    writeFileSync(path, '['.repeat(200_000) + ']'.repeat(200_000));
    expect(refusal(() => read(dir))).toMatch(/nested more than 100 deep/);
  });

  test('that is no JSON is not quoted', () => {
    const { dir, path } = place();
    writeFileSync(path, `{"a": 1,\n  ${SECRET}}`);
    expect(refusal(() => read(dir))).toMatch(/is not JSON \(line 2, column 3\)/);
  });
});

test.skipIf(process.platform === 'win32')(
  'an accepted artifact lies in the workspace: neither it nor its folder is a link to elsewhere',
  () => {
    const others = folder({ 'shipped.wasm': SECRET });
    for (const link of ['baseline', 'baseline/shipped.wasm']) {
      const dir = folder({ 'package.json': '{"workspaces": []}' });
      mkdirSync(dirname(join(dir, link)), { recursive: true });
      symlinkSync(link === 'baseline' ? others : join(others, 'shipped.wasm'), join(dir, link));
      expect(refusal(() => acceptedFile(dir, 'baseline/shipped.wasm'))).toMatch(/leads out of its workspace/);
    }
    const dir = folder({ 'package.json': '{"workspaces": []}', 'kept/shipped.wasm': 'x' });
    symlinkSync('kept', join(dir, 'baseline'));
    const file = acceptedFile(dir, 'baseline/shipped.wasm');
    expect(readWorkspaceFile(file, { maxBytes: 1 }).toString()).toBe('x');
  },
);

test('configuration has at most a megabyte', () => {
  const dir = folder({ 'wasmgate.json': `{"exports": ["${'x'.repeat(1024 * 1024)}"]}` });
  expect(refusal(() => readSubjectConfig(join(dir, 'wasmgate.json')))).toMatch(
    /at most 1048576 bytes are read/,
  );
});

test.skipIf(process.platform === 'win32')('a device named on the command line is refused', () => {
  expect(refusal(() => readFlatMetrics('/dev/zero'))).toMatch(/is not a regular file/);
});

test.skipIf(process.platform !== 'linux')(
  'a file whose size nobody knows is read to its end, or not at all',
  () => {
    expect(readRegularFile('/proc/self/status', { maxBytes: 100_000 }).toString()).toContain('Name:');
    expect(() => readRegularFile('/proc/self/status', { maxBytes: 10 })).toThrow(/at most 10 bytes are read/);
  },
);

test('a file is read to its last byte, and one byte more is too many', () => {
  const file = join(folder({ x: 'abc' }), 'x');
  expect(readRegularFile(file, { maxBytes: 3 }).toString()).toBe('abc');
  expect(() => readRegularFile(file, { maxBytes: 2 })).toThrow(InputError);
});

test.skipIf(process.platform === 'win32')(
  'a package.json that cannot be one is no root, and is not waited for',
  () => {
    const dir = folder({ 'package.json': '{"workspaces": ["a"]}', 'a/wasmgate.json': '{}' });
    execFileSync('mkfifo', [join(dir, 'a/package.json')]);
    expect(findWorkspaceRoot(join(dir, 'a'))).toBe(dir);
    expect(listSubjects(dir).map(({ name }) => name)).toEqual(['a']);
    writeFileSync(join(dir, 'package.json'), '{"workspaces": 5}');
    expect(listSubjects(dir)).toEqual([]);
  },
);

const called = (root: string) =>
  listSubjects(root).map(({ name, dir }) => `${name} in ${relative(root, dir)}`);

test('packages are those that the patterns name, at any depth, but for the excluded', () => {
  const files = Object.fromEntries(
    ['a/x', 'a/deep/y', 'b/z', 'b/test/w', 'b/node_modules/v', 'c/u'].map((dir) => [
      `${dir}/wasmgate.json`,
      '{}',
    ]),
  );
  const patterns = ['./a/*/', 'b/**', '!**/test/**', 'c/{t,u}'];
  const found = ['u in c/u', 'x in a/x', 'z in b/z'];
  expect(called(folder({ ...files, 'package.json': JSON.stringify({ workspaces: patterns }) }))).toEqual(
    found,
  );
  const yarn = JSON.stringify({ workspaces: { packages: patterns } });
  expect(called(folder({ ...files, 'package.json': yarn }))).toEqual(found);
});

test('a workspace of pnpm is one; its settings alone make none', () => {
  const files = { 'package.json': '{}', 'wasm/app/wasmgate.json': '{}', 'wasm/app/package.json': '{}' };
  const dir = folder({ ...files, 'pnpm-workspace.yaml': '# ours\npackages:\n  - "wasm/*" # all\n' });
  expect(findWorkspaceRoot(join(dir, 'wasm/app'))).toBe(dir);
  expect(called(dir)).toEqual(['app in wasm/app']);
  const settings = folder({ ...files, 'pnpm-workspace.yaml': 'onlyBuiltDependencies:\n  - packages:\n' });
  expect(findWorkspaceRoot(join(settings, 'wasm/app'))).toBeNull();
  writeFileSync(join(dir, 'pnpm-workspace.yaml'), 'packages: [');
  expect(refusal(() => listSubjects(dir))).toMatch(/pnpm-workspace\.yaml: is not YAML/);
});

test('a single package is called as its package.json says, wherever it lies', () => {
  const dir = folder({ 'package.json': '{"name": "@acme/app"}', 'wasmgate.json': '{}', 'src/x': '' });
  expect(workspaceRoot(join(dir, 'src'))).toBe(dir);
  expect(called(dir)).toEqual(['app in ']);
  writeFileSync(join(dir, 'package.json'), '{');
  expect(subjectName(dir)).toBe(basename(dir));
  expect(refusal(() => workspaceRoot(folder({})))).toMatch(/is in no workspace/);
});

const flat = (text: string) => readFlatMetrics(join(folder({ 'x.json': text }), 'x.json'));

describe('what decides something', () => {
  test.each([
    ['a key twice', '{"size_kb": 500, "size_kb": 100}', /\$\.size_kb: stands there twice/],
    [
      'a key twice, once escaped',
      '{"size_kb": 500, "\\u0073ize_kb": 100}',
      /\$\.size_kb: stands there twice/,
    ],
    ['a negative size', '{"wasm_size_raw_kb": -5}', /\$\.wasm_size_raw_kb: must be >= 0, found -5/],
    ['a size of 0', '{"binary_size_kb": 0}', /\$\.binary_size_kb: expected more than 0, found 0/],
    ['a size of -0', '{"binary_size_kb": -0.0}', /\$\.binary_size_kb: expected more than 0/],
    ['a start in no time', '{"startup_time_ms": 0}', /\$\.startup_time_ms: expected more than 0/],
    ['no runs in a second', '{"throughput_invocations_per_sec": 0}', /expected more than 0/],
    ['infinity', '{"wasm_size_raw_kb": 1e999}', /\$\.wasm_size_raw_kb: is a number that is too large/],
    ['minus infinity', '{"a": {"b": [1, -1e999]}}', /\$\.a\.b\[1\]: is a number that is too large/],
    ['NaN', '{"wasm_size_raw_kb": NaN}', /is not JSON/],
  ])('is refused for %s', (_what, text, message) => {
    expect(refusal(() => flat(text))).toMatch(message);
  });

  test('may be 0 where that can be: imports, say', () => {
    expect(flat('{"wasm_imports": 0, "wasm_data_bytes": 0}')).toEqual({
      wasm_imports: 0,
      wasm_data_bytes: 0,
    });
  });

  test('may begin with a byte-order mark', () => {
    const dir = folder({
      'x.json': '\uFEFF{"wasm_size_raw_kb": 5}',
      'baseline.json': '\uFEFF{"schema_version": 2, "bases": {}, "subjects": {}}',
      'wasmgate.json': '\uFEFF{"wasm": "prebuilt/x.wasm"}',
      'package.json': '\uFEFF{"workspaces": ["a"]}',
      'a/wasmgate.json': '{}',
    });
    expect(readFlatMetrics(join(dir, 'x.json'))).toEqual({ wasm_size_raw_kb: 5 });
    expect(readBaseline(join(dir, 'baseline.json')).subjects).toEqual({});
    expect(readSubjectConfig(join(dir, 'wasmgate.json'))).toMatchObject({ wasm: 'prebuilt/x.wasm' });
    expect(listSubjects(dir).map(({ name }) => name)).toContain('a');
  });

  test('has each key once in wasmgate.json and in reports as well', () => {
    const dir = folder({
      'package.json': '{"workspaces": []}',
      'wasmgate.json': '{"wasm": "a", "wasm": "b"}',
      'target/wasm-bench/size.json': '{"raw_bytes": 1, "raw_bytes": 2}',
    });
    expect(refusal(() => readSubjectConfig(join(dir, 'wasmgate.json')))).toMatch(
      /\$\.wasm: stands there twice/,
    );
    expect(refusal(() => sizeReport.read(dir))).toMatch(/\$\.raw_bytes: stands there twice/);
  });
});

test('brackets in strings do not nest', () => {
  const text = JSON.stringify(['['.repeat(500), '\\"['.repeat(500)]);
  expect(parseJson('x', text)).toEqual(JSON.parse(text));
  expect(parseJson('x', '['.repeat(100) + ']'.repeat(100))).toBeInstanceOf(Array);
});

import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sizeReport } from '@wasmgate/contracts/size';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyWorkspace, type TurboRun, type WorkspaceCopy } from '../test/workspace-copy.ts';
import { barePath } from '../e2e/bare-path.ts';
import {
  artifactsIn,
  startCacheServer,
  startSilentServer,
  type CacheServer,
} from './remote-cache/cache-server.ts';

// turbo's remote cache with a real server on loopback: clones in folders of their own, each with a local cache of its own. The tests
// build on each other, in this order: the first clone fills the server.

const always = ['//#environment'];
const echo = 'subjects/echo-module';
const key = 'a-signature-key-of-32-bytes-or-more';

let server: CacheServer;
const clones: WorkspaceCopy[] = [];
/** A clone in a new folder, with an empty local cache, and the lock of this machine's toolchain. */
function clone(): WorkspaceCopy {
  const made = copyWorkspace();
  const [first] = clones;
  if (first !== undefined) copyFileSync(first.path('toolchain.lock.json'), made.path('toolchain.lock.json'));
  clones.push(made);
  return made;
}

const verify = (workspace: WorkspaceCopy, env: Record<string, string> = {}): TurboRun =>
  workspace.turbo(['verify', '--filter=echo-module'], { ...server.env, ...env });
const ofSubject = ({ executed }: TurboRun): string[] =>
  executed.flatMap((id) => (id.startsWith('echo-module#') ? [id.replace('echo-module#', '')] : []));

beforeAll(async () => {
  server = await startCacheServer(key);
}, 600_000);
afterAll(async () => {
  for (const made of clones) made.dispose();
  await server.stop();
});

describe.sequential("turbo's remote cache", { timeout: 300_000 }, () => {
  test('a first clone fills it', () => {
    const first = clone();
    const compiled = first.turbo(['compile'], server.env);
    expect(compiled.code, compiled.output).toBe(0);
    // The suite that the packages come from moves: this machine's toolchain may be newer than the lock that is committed.
    const lock = first.run('wasm-toolchain', ['lock'], { cwd: first.path(echo) });
    expect(lock.code, lock.output).toBe(0);
    const filled = verify(first);
    expect(filled.code, filled.output).toBe(0);
    expect(ofSubject(filled)).toContain('startup-bench');
    expect(artifactsIn(server).length).toBe(
      compiled.executed.length + filled.executed.length - always.length,
    );
  });

  test('a second clone, with no Rust, no wasmtime and no tools, takes everything from it', () => {
    const second = clone();
    const empty = mkdtempSync(join(tmpdir(), 'wasmgate-empty-'));
    try {
      const bare = barePath(second.path('.bare-path'));
      const run = verify(second, {
        PATH: bare,
        WASMGATE_TOOLCHAIN: 'locked',
        WASMGATE_CACHE: empty,
        HOME: empty,
      });
      expect(run.code, run.output).toBe(0);
      expect(run.executed).toEqual(always);
      expect(run.output).toMatch(/echo-module pass: \d+ gated/);
      expect(existsSync(sizeReport.path(second.path(echo)))).toBe(true);
    } finally {
      rmSync(empty, { recursive: true });
    }
  });

  test('on another class of machine everything but the benchmark, and what compares its figures', () => {
    const run = verify(clone(), { WASMGATE_HOST_CLASS: 'another fleet' });
    expect(run.code, run.output).toBe(0);
    expect(ofSubject(run)).toEqual(['regression-compare', 'settings', 'startup-bench', 'verify']);
  });

  test('what was tampered with is refused, made anew, and said', () => {
    const victim = clone();
    // Its tools are its own, so that they can be run at all.
    expect(victim.turbo(['compile']).code).toBe(0);
    for (const file of artifactsIn(server)) {
      const bytes = readFileSync(file);
      const middle = bytes.length >> 1;
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      writeFileSync(file, bytes);
    }
    const run = victim.run('wasmgate', ['verify', '--filter=echo-module', '--summarize'], {
      env: server.env,
    });
    expect(run.code, run.output).toBe(0);
    // Figures that are taken again are others, and so are the keys of what compares them.
    expect(run.output).toMatch(/turbo refused [5-7] artifacts of the remote cache and executed the tasks/);
    expect(run.output).toContain('the signature does not hold');
    expect(ofSubject(verify(victim, { TURBO_CACHE: 'remote:r' }))).toEqual([]);
  });

  test.each([
    ['that is dead', () => ({ TURBO_API: 'http://127.0.0.1:9' })],
    ['that does not know the token', () => ({ TURBO_TOKEN: 'not the token' })],
  ])('a server %s costs a warning', (_, env) => {
    const [first] = clones as [WorkspaceCopy];
    first.edit(`${echo}/src/lib.rs`, (text) => `${text}// A remark.\n`);
    const run = verify(first, env());
    expect(run.code, run.output).toBe(0);
    expect(ofSubject(run)).toEqual(['build']);
    expect(run.output).toMatch(/WARNING|warning/);
  });

  test('so does one that never answers', async () => {
    const silent = await startSilentServer();
    try {
      const [first] = clones as [WorkspaceCopy];
      first.edit(`${echo}/src/lib.rs`, (text) => `${text}// Another one.\n`);
      const run = verify(first, { TURBO_API: silent.url });
      expect(run.code, run.output).toBe(0);
      expect(ofSubject(run)).toEqual(['build']);
    } finally {
      silent.stop();
    }
  });
});

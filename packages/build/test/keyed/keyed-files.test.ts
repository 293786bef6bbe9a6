import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD_SOURCES } from '@wasmgate/contracts/layout';
import { describe, expect, it } from 'vitest';
import { keyedFiles } from '../../src/keyed/keyed-files.ts';
import { turboTasks } from '../../src/keyed/turbo-tasks.ts';
import { scratchDir, writeFiles } from '../support/scratch-subject.ts';

/** A repository whose names mean something to a glob, with one subject. */
function repository(inputs: readonly string[] = BUILD_SOURCES) {
  const root = join(scratchDir(), 'repo [a]');
  const subjectDir = join(root, 'subjects/app (x)');
  mkdirSync(subjectDir, { recursive: true });
  return { root, subjectDir, place: keyedFiles({ subjectDir, root, inputs }) };
}

describe('a file', () => {
  it.each(['src/lib.rs', 'src/a b/.c.txt', 'wit/world.wit', 'build.rs', 'Cargo.toml', '.cargo/config.toml'])(
    'is keyed: %s',
    (path) => {
      const { subjectDir, place } = repository();
      expect(place(join(subjectDir, path))).toEqual({ keyed: true });
    },
  );

  it.each(['lib/lib.rs', 'crates/part/src/lib.rs', 'sub/Cargo.toml', 'srcs/lib.rs', 'Cargo.lock'])(
    'is not keyed: %s',
    (path) => {
      const { subjectDir, place } = repository();
      expect(place(join(subjectDir, path))).toEqual({ keyed: false, name: path, input: path });
    },
  );

  it('outside the subject is named from the repository, and above it not to be keyed at all', () => {
    const { root, place } = repository();
    expect(place(join(root, 'shared/x.rs'))).toEqual({
      keyed: false,
      name: 'shared/x.rs',
      input: '$TURBO_ROOT$/shared/x.rs',
    });
    const above = join(root, '../x.rs');
    expect(place(above)).toEqual({ keyed: false, name: above, input: null });
  });

  it('counts by where a link leads', () => {
    const { root, subjectDir, place } = repository();
    writeFiles(root, { 'shared/x.rs': '', 'subjects/app (x)/src/lib.rs': '' });
    symlinkSync(join(root, 'shared'), join(subjectDir, 'src/shared'));
    symlinkSync('src', join(subjectDir, 'alias'));
    expect(place(join(subjectDir, 'src/shared/x.rs'))).toMatchObject({ keyed: false, name: 'shared/x.rs' });
    expect(place(join(subjectDir, 'alias/lib.rs'))).toEqual({ keyed: true });
  });
});

/** A subject with a turbo.json. */
const extended = (build: string) => {
  const { root, subjectDir } = repository();
  writeFiles(subjectDir, { 'turbo.json': build });
  const { inputs, variables } = turboTasks(subjectDir).build;
  return { root, subjectDir, inputs, variables, place: keyedFiles({ subjectDir, root, inputs }) };
};

describe('turbo.json of a subject', () => {
  it('adds inputs, which key', () => {
    const { root, subjectDir, place, variables } = extended(`{
      // what the crate shares
      "tasks": { "build": {
        "inputs": ["$TURBO_EXTENDS$", "../../shared/**", "$TURBO_ROOT$/one.rs", "data/*", "!src/skip.rs", { "mode": "dependencyOutputs" },],
        "env": ["$TURBO_EXTENDS$", "VERSION"],
      } },
    }`);
    const keyed = (path: string) => place(join(root, path)).keyed;
    expect([keyed('shared/a/x.rs'), keyed('one.rs'), keyed('two.rs')]).toEqual([true, true, false]);
    const own = (path: string) => place(join(subjectDir, path)).keyed;
    expect([own('data/x'), own('data/x/y'), own('src/lib.rs'), own('src/skip.rs')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(variables).toEqual(['VERSION']);
  });

  it('replaces them when it does not extend', () => {
    const { subjectDir, place } = extended('{ "tasks": { "build": { "inputs": ["code/**"] } } }');
    expect(place(join(subjectDir, 'src/lib.rs')).keyed).toBe(false);
    expect(place(join(subjectDir, 'code/lib.rs')).keyed).toBe(true);
  });

  it('that says nothing of build leaves them, and one that is not there caches nothing', () => {
    expect(extended('{ "extends": ["//"] }').inputs).toEqual(BUILD_SOURCES);
    expect(extended('{ "extends": ["//"] }').variables).toEqual([]);
    expect(turboTasks(scratchDir()).build).toEqual({ inputs: BUILD_SOURCES, variables: null });
    expect(() => extended('{')).toThrow('turbo.json: is not JSON (line 1, column 2)');
  });
});

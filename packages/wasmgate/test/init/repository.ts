import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { chooseCandidates } from '../../src/init/choose-candidates.ts';
import { chooseLayout } from '../../src/init/choose-layout.ts';
import type { Draft } from '../../src/init/draft.ts';
import { findCandidates } from '../../src/init/find-candidates.ts';
import { planFiles } from '../../src/init/plan-files.ts';
import { readRepository } from '../../src/init/repository.ts';

/** The least WebAssembly module. */
export const WASM = Buffer.from('\0asm\x01\0\0\0', 'latin1');

/** A repository of git with these files. */
export function repository(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'wasmgate-init-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  execFileSync('git', ['init', '-q'], { cwd: root });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** A crate's Cargo.toml. */
export const cargoToml = (name: string, more = ''): string =>
  `[package]\nname = "${name}"\nversion = "0.1.0"\n\n[lib]\ncrate-type = ["cdylib", "rlib"]\n${more}`;

/** What init would write to a repository. */
export function plan(root: string, only?: readonly string[]): Draft {
  const found = readRepository(root);
  const { chosen } = chooseCandidates(findCandidates(found), only);
  const versions = { wasmgate: '0.1.0', turbo: '2.11.9', manager: '11.19.1', branch: 'main' };
  return planFiles(found, chosen, chooseLayout(found, chosen), versions);
}

/** The files that a draft changes. */
export const paths = (draft: Draft): string[] => draft.changes.map(({ path }) => path).toSorted();

/** A JSON file as a draft would leave it. */
export const json = (draft: Draft, path: string): unknown =>
  JSON.parse(draft.read(path) ?? 'null') as unknown;

/** A JSON file of this repository. */
export const ours = (path: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../..', path), 'utf8')) as unknown;

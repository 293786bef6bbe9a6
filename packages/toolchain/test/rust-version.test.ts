import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRustVersion, satisfiesRustVersion } from '../src/rust/rust-version.ts';
import { emptyFolder } from './workspace.ts';

function manifest(text: string): string {
  const file = join(emptyFolder(), 'Cargo.toml');
  writeFileSync(file, text);
  return file;
}

describe('rust-version', () => {
  it('is read from [package], past comments and other tables', () => {
    const text =
      '[lib]\nrust-version = "9"\n[package] # here\nname = "x"\n# rust-version = "7"\nrust-version = "1.95"\n';
    expect(readRustVersion(manifest(text))).toBe('1.95');
  });

  it('is inherited from [workspace.package] of the same manifest', () => {
    const text = "[workspace.package]\nrust-version = '1.90.1'\n[package]\nrust-version.workspace = true\n";
    expect(readRustVersion(manifest(text))).toBe('1.90.1');
  });

  it('is inherited from the manifest of the workspace above', () => {
    const root = emptyFolder();
    mkdirSync(join(root, 'crates/app'), { recursive: true });
    writeFileSync(join(root, 'Cargo.toml'), '[workspace]\n[workspace.package]\nrust-version = "1.91"\n');
    const file = join(root, 'crates/app/Cargo.toml');
    writeFileSync(file, '[package]\nname = "app"\nrust-version = { workspace = true }\n');
    expect(readRustVersion(file)).toBe('1.91');
    writeFileSync(file, '[package]\nname = "app"\n');
    expect(readRustVersion(file)).toBeNull();
  });

  it('is null when the crate states none, and a table of targets is no package', () => {
    expect(readRustVersion(manifest('[package]\nname = "x"\n[[bin]]\nrust-version = "1.2"\n'))).toBeNull();
  });

  it('names the manifest that cannot be read', () => {
    expect(() => readRustVersion('/nowhere/Cargo.toml')).toThrow('/nowhere/Cargo.toml: does not exist');
  });

  it.each([
    ['1.97.1', '1.95', true],
    ['1.95.0', '1.95', true],
    ['1.85.1', '1.95', false],
    ['1.95.0', '1.95.1', false],
    ['2.0.0', '1.95', true],
    ['1.98.0-nightly', '1.97', true],
    ['1.9.0', null, true],
    ['what', '1.95', false],
  ])('%s builds a crate that asks for %s: %s', (release, required, expected) => {
    expect(satisfiesRustVersion(release, required)).toBe(expected);
  });
});

import { chmodSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { machineNamed } from '../src/machine/machine.ts';
import { isRustupProxy, PREFIX_FILE, readRustHome } from '../src/rust/rust-home.ts';
import { emptyFolder } from './workspace.ts';

const linux = machineNamed('linux', 'x64');
const options = { env: { PATH: '' }, machine: linux };

function program(file: string, text = '#!/bin/sh\n'): string {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

function withStd(sysroot: string, target: string): void {
  const dir = join(sysroot, 'lib', 'rustlib', target, 'lib');
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'libstd-0123456789abcdef.rlib'), target);
}

describe('a sysroot', () => {
  it("of rustup is known by rustup's manifest, and links with its own lld", () => {
    const sysroot = emptyFolder();
    withStd(sysroot, 'wasm32-wasip2');
    const lld = program(join(sysroot, 'lib', 'rustlib', 'x86_64-unknown-linux-gnu', 'bin', 'rust-lld'));
    writeFileSync(join(sysroot, 'lib', 'rustlib', 'multirust-channel-manifest.toml'), '');
    expect(readRustHome(sysroot, options)).toMatchObject({
      provider: 'rustup',
      rustc: join(sysroot, 'bin', 'rustc'),
      linker: lld,
      targets: ['wasm32-wasip2'],
    });
  });

  it('in a finished prefix of Debian packages is run through its scripts; without the manifest it is no such prefix', () => {
    const prefix = emptyFolder();
    const sysroot = join(prefix, 'usr');
    withStd(sysroot, 'wasm32-wasip1');
    expect(readRustHome(sysroot, options).provider).toBe('system');
    writeFileSync(join(prefix, PREFIX_FILE), '{"suite": "forky"');
    expect(readRustHome(sysroot, options).provider).toBe('system');
    writeFileSync(join(prefix, PREFIX_FILE), JSON.stringify({ suite: 'forky', packages: { rustc: '1' } }));
    expect(readRustHome(sysroot, options)).toMatchObject({
      provider: 'debian',
      rustc: join(prefix, 'bin', 'rustc'),
      cargo: join(prefix, 'bin', 'cargo'),
      linker: join(prefix, 'bin', 'wasm-ld'),
    });
  });

  it('of another rustc takes the cargo beside it and the wasm-ld on PATH', () => {
    const [sysroot, bin] = [emptyFolder(), emptyFolder()];
    const [rustc, cargo, lld] = ['rustc', 'cargo', 'wasm-ld'].map((name) => program(join(bin, name)));
    const home = readRustHome(sysroot, { env: { PATH: bin }, machine: linux, rustc: rustc ?? '' });
    expect(home).toMatchObject({ provider: 'system', rustc, cargo, linker: lld, targets: [] });
  });
});

describe("rustup's proxies", () => {
  it('are known as links to rustup, hard or symbolic, and no other rustc is', () => {
    const bin = emptyFolder();
    const rustup = program(join(bin, 'rustup'), '#!/bin/sh\n# a proxy\n');
    linkSync(rustup, join(bin, 'cargo'));
    symlinkSync(rustup, join(bin, 'rustc'));
    program(join(bin, 'real-rustc'));
    expect(['cargo', 'rustc', 'real-rustc'].map((name) => isRustupProxy(join(bin, name)))).toEqual([
      true,
      true,
      false,
    ]);
    expect(isRustupProxy(join(bin, 'nothing'))).toBe(false);
  });
});

describe('a platform', () => {
  it('is named as toolchains are', () => {
    const names = [
      machineNamed('linux', 'x64'),
      machineNamed('darwin', 'arm64'),
      machineNamed('win32', 'x64'),
    ];
    expect(names.map(({ platform, exe }) => platform + exe)).toEqual([
      'x86_64-linux',
      'aarch64-darwin',
      'x86_64-windows.exe',
    ]);
  });
});

import { InputError } from '@wasmgate/contracts/errors';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../src/settings.ts';

describe('WASMGATE_* variables', () => {
  it('default to the XDG cache folder, then to ~/.cache, and to installing what is missing', () => {
    expect(readSettings({ HOME: '/h/x' })).toMatchObject({
      cacheDir: '/h/x/.cache/wasmgate',
      locked: false,
      neverInstall: null,
      hostClass: null,
    });
    expect(readSettings({ HOME: '/h/x', XDG_CACHE_HOME: '/c' }).cacheDir).toBe('/c/wasmgate');
    expect(readSettings({ HOME: '/h/x', XDG_CACHE_HOME: 'relative' }).cacheDir).toBe('/h/x/.cache/wasmgate');
  });

  it('treat an empty value as unset', () => {
    expect(
      readSettings({ HOME: '/h', WASMGATE_CACHE: '', WASMGATE_TOOLCHAIN: '', WASMGATE_RUSTC: '' }),
    ).toMatchObject({
      cacheDir: '/h/.cache/wasmgate',
      locked: false,
      rustc: null,
    });
  });

  it.each([
    ['WASMGATE_TOOLCHAIN', 'lock'],
    ['WASMGATE_INSTALL', 'nevr'],
    ['WASMGATE_CACHE', 'relative/path'],
    ['WASMGATE_RUSTC', 'rustc'],
    ['WASMGATE_DEBIAN_MIRROR', 'deb [trusted=yes] http://x/debian'],
  ])('refuse %s=%s, naming the variable', (name, value) => {
    expect(() => readSettings({ HOME: '/h', [name]: value })).toThrow(InputError);
    expect(() => readSettings({ HOME: '/h', [name]: value })).toThrow(name);
  });
});

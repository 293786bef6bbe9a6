import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pinnedChannel } from '../src/rust/pinned-channel.ts';
import { emptyFolder } from './workspace.ts';

/** What is pinned for a folder two below the file. */
function pinnedBy(name: string, text: string): string | null {
  const root = emptyFolder();
  mkdirSync(join(root, 'crates/app'), { recursive: true });
  writeFileSync(join(root, name), text);
  return pinnedChannel(join(root, 'crates/app'));
}

describe('a pinned toolchain', () => {
  it.each([
    ['rust-toolchain.toml', '[toolchain]\nchannel = "1.93"\ncomponents = ["clippy"]\n', '1.93'],
    ['rust-toolchain', 'nightly-2026-01-31\n', 'nightly-2026-01-31'],
    ['rust-toolchain', '[toolchain]\nchannel = "stable"\n', 'stable'],
    ['rust-toolchain.toml', '[toolchain]\npath = "/opt/rust"\n', 'path rust'],
    ['rust-toolchain.toml', '[toolchain]\ncomponents = []\n', null],
  ])('stands in %s: %j', (name, text, channel) => {
    expect(pinnedBy(name, text)).toBe(channel);
  });

  it('is an error where it cannot be read, with the file and the line', () => {
    expect(() => pinnedBy('rust-toolchain.toml', '[toolchain\n')).toThrow(
      /rust-toolchain\.toml:1:\d+: not TOML/,
    );
  });
});

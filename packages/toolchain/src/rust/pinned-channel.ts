import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { MAX_CONFIG_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import { isTable, parseToml } from '../cargo-config/toml-table.ts';
import type { UsableRust } from './probe-rust.ts';
import { parseRustVersion } from './rust-version.ts';

/**
 * The channel that a rust-toolchain.toml, or its forerunner without an ending, pins in a folder or the nearest one above it (The
 * rustup book, "Overrides"), such as `1.93` or `nightly-2026-01-31`; null without one. Throws InputError (exit 2) for a file that
 * is not of that form.
 */
export function pinnedChannel(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    const file = ['rust-toolchain', 'rust-toolchain.toml']
      .map((name) => join(at, name))
      .find((path) => existsSync(path));
    if (file !== undefined) return channelIn(file);
    if (dirname(at) === at) return null;
  }
}

function channelIn(file: string): string | null {
  const text = readRegularFile(file, { maxBytes: MAX_CONFIG_BYTES }).toString('utf8');
  // The old form is the channel alone.
  if (!text.includes('[') && !text.includes('=')) return text.trim() || null;
  const { toolchain } = parseToml(text, file);
  const { channel, path } = isTable(toolchain) ? toolchain : {};
  if (typeof channel === 'string') return channel;
  // A toolchain by its folder is nowhere else: it is only said that another one built.
  return typeof path === 'string' ? `path ${basename(path)}` : null;
}

/** The version in a channel, without the machine it is for: `1.93` of `1.93-x86_64-unknown-linux-gnu`. */
const versionOf = (channel: string): string | null => /^\d+\.\d+(?:\.\d+)?(?=-|$)/.exec(channel)?.[0] ?? null;

/** Whether a toolchain is what a channel stands for; `1.93` is any patch of it, `stable` any release. */
export function honoursPin({ release, home }: UsableRust, channel: string): boolean {
  const version = versionOf(channel);
  if (version !== null) return release === version || release.startsWith(`${version}.`);
  if (channel.startsWith('stable')) return parseRustVersion(release)?.pre === false;
  return basename(home.sysroot).startsWith(channel);
}

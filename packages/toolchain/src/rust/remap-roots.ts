import { readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { ResolvedRust } from './resolve-rust.ts';

/** A folder of this machine, and what is to stand for it in the bytes. */
export interface RemapRoot {
  readonly from: string;
  readonly to: string;
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/**
 * Folders of the toolchain that must not show in what is built, for rustc's `--remap-path-prefix=FROM=TO`. rustc lets
 * the last one that matches win: keep the order, and put the workspace's own after these. Call it when the crates are
 * fetched: each registry's index has a folder of its own, whose name differs where crates come from a mirror.
 */
export function remapRoots({
  sysroot,
  cargoHome,
}: Pick<ResolvedRust, 'sysroot' | 'cargoHome'>): readonly RemapRoot[] {
  const indexes = join(cargoHome, 'registry', 'src');
  let names: readonly string[] = [];
  try {
    names = readdirSync(indexes).toSorted();
  } catch {
    // Nothing was fetched from a registry.
  }
  const roots = [
    { from: cargoHome, to: '/cargo' },
    ...names.map((name) => ({ from: join(indexes, name), to: '/cargo/registry/src' })),
    { from: sysroot, to: '/rustc-sysroot' },
  ];
  // rustc names a file by the path that cargo gave or by the real one, so both are remapped.
  return roots.flatMap(({ from, to }) =>
    real(from) === from
      ? [{ from, to }]
      : [
          { from: real(from), to },
          { from, to },
        ],
  );
}

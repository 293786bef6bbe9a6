/** A folder of this machine, and what is to stand for it in the bytes. */
export interface Remap {
  readonly from: string;
  readonly to: string;
}

/** How the report writes the folders that stand for these. */
const variables: Readonly<Record<string, string>> = {
  '/workspace': '$WORKSPACE',
  '/cargo': '$CARGO_HOME',
  '/cargo/registry/src': '$CARGO_HOME/registry/src/*',
  '/rustc-sysroot': '$SYSROOT',
};

/**
 * Puts remaps in the order that rustc needs, the more specific after the more general: of several that match it takes
 * the last (The rustc Book, "Remap source paths").
 */
export function orderRemaps(remaps: readonly Remap[]): Remap[] {
  const distinct = [...new Map(remaps.map((remap) => [remap.from, remap])).values()];
  return distinct.toSorted((a, b) => a.from.length - b.from.length || (a.from < b.from ? -1 : 1));
}

/** The flag that makes rustc apply a remap. */
export const remapFlag = ({ from, to }: Remap): string => `--remap-path-prefix=${from}=${to}`;

/**
 * Flags as the report states them: no folder of this machine by its own name, and all remaps on every machine, whether or
 * not something was there to remap.
 */
export function recordedFlags(userFlags: readonly string[], remaps: readonly Remap[]): string[] {
  const specificFirst = orderRemaps(remaps).toReversed();
  const anonymous = (flag: string) =>
    specificFirst.reduce((text, { from, to }) => text.replaceAll(from, () => variables[to] ?? to), flag);
  const own = Object.entries(variables).map(([to, variable]) => `--remap-path-prefix=${variable}=${to}`);
  return [...userFlags.map(anonymous), ...own];
}

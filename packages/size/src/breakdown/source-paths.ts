/** Source paths that rustc leaves in panic messages: cargo's registry, what std vendors, the standard library itself. */
const paths =
  /cargo\/registry\/src\/[^/\s]{1,100}\/([\w-]{1,64}?)-\d{1,9}\.\d[^/\s]{0,40}\/[\w/.+-]{1,200}?\.rs|rust\/deps\/([\w-]{1,64}?)-\d{1,9}\.\d[^/\s]{0,40}\/[\w/.+-]{1,200}?\.rs|\/library\/(core|alloc|std|proc_macro|test|panic_unwind|panic_abort|unwind)\/src\/[\w/.+-]{1,200}?\.rs/g;

/** What every such path has in it. */
export const SOURCE_PATH_PART = '.rs';

/**
 * Adds to `bytes`, by crate, the source paths in a text: the only data that certainly are a crate's own. A path may
 * begin earlier than what is matched (`/home/…/.cargo`): the rest is not counted.
 */
export function addSourcePaths(text: string, bytes: Map<string, number>): void {
  for (const [path, registry, vendored, library] of text.matchAll(paths)) {
    const crate = (registry ?? vendored ?? library ?? '').replaceAll('-', '_');
    bytes.set(crate, (bytes.get(crate) ?? 0) + path.length);
  }
}

/**
 * Crates that come compiled inside Rust's standard library, so that cargo names no unit of them: the rlibs in the
 * sysroot of rustc 1.97 for WebAssembly targets, and those that earlier versions had there. That no unit was compiled
 * proves nothing of them.
 */
const bundled: ReadonlySet<string> = new Set([
  'addr2line',
  'adler',
  'adler2',
  'alloc',
  'cfg_if',
  'compiler_builtins',
  'core',
  'dlmalloc',
  'getopts',
  'gimli',
  'hashbrown',
  'libc',
  'memchr',
  'miniz_oxide',
  'object',
  'panic_abort',
  'panic_unwind',
  'proc_macro',
  'rustc_demangle',
  'rustc_literal_escaper',
  'std',
  'std_detect',
  'sysroot',
  'test',
  'unicode_width',
  'unwind',
  'wasi',
  'wasip1',
  'wasip2',
  'wit_bindgen',
]);

/** Whether a crate, as symbols write it, may be there without a unit of its own. */
export const isBundled = (crate: string): boolean => bundled.has(crate);

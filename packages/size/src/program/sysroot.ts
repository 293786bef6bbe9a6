import type { NameSymbol } from '@wasmgate/wasm-model';

const RUST: ReadonlySet<string> = new Set([
  'core',
  'alloc',
  'std',
  'proc_macro',
  'test',
  'compiler_builtins',
  'panic_abort',
  'panic_unwind',
  'std_detect',
  'unwind',
  '__rustc',
]);

/** The first elements of Go's own packages (https://pkg.go.dev/std), and TinyGo's for devices. */
const GO: ReadonlySet<string> = new Set(
  (
    'archive bufio bytes cmp compress container context crypto database debug device embed encoding errors expvar flag fmt ' +
    'go hash html image index internal io iter log machine maps math mime net os path plugin reflect regexp runtime slices ' +
    'sort strconv strings structs sync syscall testing text time unicode unique unsafe vendor weak'
  ).split(' '),
);

/** The first elements of AssemblyScript's own files below `~lib/`; what npm installed is there as well. */
const ASSEMBLYSCRIPT: ReadonlySet<string> = new Set(
  (
    'array arraybuffer atomics bindings builtins compat console crypto dataview date diagnostics error function iterator map ' +
    'math memory number object performance polyfills process reference regexp rt set shared staticarray string symbol table ' +
    'typedarray uri util vector'
  ).split(' '),
);

/**
 * Whether an owner comes with the compiler. What Rust's std vendors (hashbrown, gimli …) has the name of an ordinary crate;
 * `std` of C++ and its ABI's `__cxxabiv1` are libc++.
 */
export function isSysroot(scheme: NameSymbol['scheme'], owner: string): boolean {
  switch (scheme) {
    case 'itanium':
    case 'cpp_text':
      return owner === 'std' || owner === '__cxxabiv1';
    case 'go':
      return GO.has(/^[^/_]*/.exec(owner)?.[0] ?? '');
    case 'assemblyscript':
      return owner.startsWith('~lib/') && ASSEMBLYSCRIPT.has(owner.split('/')[1] ?? '');
    default:
      return RUST.has(owner) || owner.startsWith('rustc_std_workspace_');
  }
}

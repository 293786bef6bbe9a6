import type { NameSymbol } from '@wasmgate/wasm-model';

/** What Rust calls a module: types and traits are written otherwise, or rustc warns. */
const RUST_MODULE = /^[a-z_][a-z0-9_]*$/;

const rust: ReadonlySet<NameSymbol['scheme']> = new Set(['v0', 'legacy', 'text']);

/**
 * The module inside its owner that a function is written in, such as `de::read`; empty for the owner's root and where the name does
 * not tell. In Rust what follows the modules (a type, a closure's function) is not in it; elsewhere it is all but the function itself.
 */
export function modulePath(symbol: NameSymbol | null): string {
  const inner = symbol?.path.slice(1, -1) ?? [];
  if (symbol === null || !rust.has(symbol.scheme)) return inner.join('::');
  const end = inner.findIndex((part) => !RUST_MODULE.test(part));
  return (end < 0 ? inner : inner.slice(0, end)).join('::');
}

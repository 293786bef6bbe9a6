import type { RustPath, RustSymbol } from './types.ts';

/**
 * The first path of a symbol that is `prefix` or lies below it, segment by segment: `['tokio', 'runtime']` is found
 * in `drop_in_place<tokio::runtime::Handle>`, `['tokio']` is not in `tokio_lite::x`. Crate names are written as in
 * symbols, with `_` for `-`. Null if there is none; with `symbol.partial` that proves nothing.
 */
export function findMention(symbol: Pick<RustSymbol, 'paths'>, prefix: readonly string[]): RustPath | null {
  return (
    symbol.paths.find((path) => prefix.every((segment, index) => path.segments[index] === segment)) ?? null
  );
}

/** Bytes with separators. */
export const bytesText = (bytes: number): string => `${bytes.toLocaleString('en-US')} B`;

/** A change of bytes with its sign. */
export const deltaText = (delta: number): string =>
  `${delta > 0 ? '+' : delta < 0 ? '\u2212' : ''}${bytesText(Math.abs(delta))}`;

/** A share of a whole. */
export const shareText = (bytes: number, of: number): string =>
  of === 0 ? '' : `${((100 * bytes) / of).toFixed(1)} %`;

/** What a node weighs, or how it changed. */
export const weightText = ({ bytes, delta }: { readonly bytes: number; readonly delta?: number }): string =>
  delta === undefined ? bytesText(bytes) : deltaText(delta);

/** A run of text in a file. */
export interface TextRun {
  readonly start: number;
  readonly end: number;
}

/** Shorter runs of printable bytes are as often numbers as text. */
export const MIN_TEXT = 8;

/**
 * The runs of at least MIN_TEXT printable ASCII characters (tab, line feed and carriage return too) in `bytes[start, end)`. Linkers
 * write Rust's texts one after another without a gap: one run may be several.
 */
export function* textRuns(bytes: Uint8Array, start: number, end: number): Generator<TextRun> {
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && isText(bytes[at] as number)) continue;
    if (at - from >= MIN_TEXT) yield { start: from, end: at };
    from = at + 1;
  }
}

const isText = (byte: number): boolean =>
  (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;

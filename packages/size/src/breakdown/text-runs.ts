/** Shorter runs of printable bytes are as often numbers as text. */
const MIN_TEXT = 8;

/** Per byte whether it is text: printable ASCII, tab, line feed, carriage return. */
const isText = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d ? 1 : 0,
);

/**
 * Calls `visit` for each run of at least 8 characters of text in `bytes[start, end)`. Linkers write Rust's texts one after
 * another without a gap: one run may be several.
 */
export function visitTextRuns(
  bytes: Uint8Array,
  start: number,
  end: number,
  visit: (start: number, end: number) => void,
): void {
  let from = start;
  for (let at = start; at < end; at++) {
    if (isText[bytes[at] as number] === 1) continue;
    if (at - from >= MIN_TEXT) visit(from, at);
    from = at + 1;
  }
  if (end - from >= MIN_TEXT) visit(from, end);
}

/** Zero bytes in `bytes[start, end)`. */
export function countZeros(bytes: Uint8Array, start: number, end: number): number {
  let zeros = 0;
  for (let at = start; at < end; at++) if (bytes[at] === 0) zeros += 1;
  return zeros;
}

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
  for (let from = start; from + MIN_TEXT <= end;) {
    // Looked at from behind: where no run begins, most bytes are passed over.
    let at = from + MIN_TEXT - 1;
    while (at >= from && isText[bytes[at] as number] === 1) at -= 1;
    if (at >= from) {
      from = at + 1;
      continue;
    }
    let to = from + MIN_TEXT;
    while (to < end && isText[bytes[to] as number] === 1) to += 1;
    visit(from, to);
    from = to + 1;
  }
}

/** Zero bytes in `bytes[start, end)`. */
export function countZeros(bytes: Uint8Array, start: number, end: number): number {
  let zeros = 0;
  for (let at = start; at < end; at++) if (bytes[at] === 0) zeros += 1;
  return zeros;
}

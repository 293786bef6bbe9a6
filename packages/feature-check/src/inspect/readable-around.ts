/** Readable bytes shown before and after a match: Rust's literals lie end to end, without anything between. */
const BEFORE = 32;
const AFTER = 100;

/** The run of readable ASCII around a match, as `strings` would show it, cut to a readable length. */
export function readableAround(bytes: Uint8Array, at: number, length: number): string {
  let start = at;
  let end = at + length;
  while (start > 0 && at - start < BEFORE && isReadable(bytes[start - 1])) start -= 1;
  while (end < bytes.length && end - at - length < AFTER && isReadable(bytes[end])) end += 1;
  const text = Buffer.from(bytes.subarray(start, end)).toString('latin1');
  return start > 0 && isReadable(bytes[start - 1]) ? `...${text}` : text;
}

const isReadable = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x20 && byte < 0x7f) || byte === 0x09);

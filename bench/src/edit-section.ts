/** Ids of sections, core spec 5.5.2. */
export const SECTION = { memory: 5, data: 11, dataCount: 12 } as const;

const PREAMBLE_BYTES = 8;

/** A core module with the payload of its section of this id replaced; as it was when it has none. */
export function editSection(
  core: Uint8Array,
  id: number,
  edit: (payload: Uint8Array) => Uint8Array,
): Uint8Array {
  const parts = [core.subarray(0, PREAMBLE_BYTES)];
  for (let at = PREAMBLE_BYTES; at < core.length;) {
    const { value: length, next } = readUnsigned(core, at + 1);
    const payload = core.subarray(next, next + length);
    const edited = core[at] === id ? edit(payload) : payload;
    parts.push(Uint8Array.of(core[at] ?? 0), unsigned(edited.length), edited);
    at = next + length;
  }
  return Buffer.concat(parts);
}

/** A LEB128 number (core spec 5.2.2) and where the next thing begins. */
export function readUnsigned(
  bytes: Uint8Array,
  at: number,
): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let shift = 0, next = at; ; shift += 7, next++) {
    const byte = bytes[next] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, next: next + 1 };
  }
}

/** A number as LEB128. */
export function unsigned(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return Uint8Array.of(...bytes, left);
    bytes.push((left % 128) | 0x80);
  }
}

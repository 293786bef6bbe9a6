/** Bytes of hand-assembled binaries: numbers are bytes, arrays are joined. */
export type Bytes = number | readonly Bytes[];

export function flat(...parts: readonly Bytes[]): number[] {
  const bytes: number[] = [];
  const add = (part: Bytes): void => {
    if (typeof part === 'number') bytes.push(part);
    else for (const inner of part) add(inner);
  };
  add(parts);
  return bytes;
}

/** An unsigned LEB128. */
export function u32(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest === 0 ? low : low + 128);
  } while (rest > 0);
  return bytes;
}

export const name = (text: string): number[] => {
  const bytes = [...new TextEncoder().encode(text)];
  return [...u32(bytes.length), ...bytes];
};

/** A vector: its count, then its items. */
export const vec = (...items: readonly Bytes[]): number[] => [...u32(items.length), ...flat(items)];

/** Anything preceded by its size in bytes. */
export const sized = (...content: readonly Bytes[]): number[] => {
  const bytes = flat(content);
  return [...u32(bytes.length), ...bytes];
};

export const section = (id: number, ...content: readonly Bytes[]): number[] => [id, ...sized(content)];

export const custom = (customName: string, ...content: readonly Bytes[]): number[] =>
  section(0, name(customName), content);

export const MAGIC = [0x00, 0x61, 0x73, 0x6d];

export const moduleBytes = (...sections: readonly Bytes[]): Uint8Array =>
  Uint8Array.from(flat(MAGIC, [1, 0, 0, 0], sections));

export const componentBytes = (...sections: readonly Bytes[]): Uint8Array =>
  Uint8Array.from(flat(MAGIC, [0x0d, 0, 1, 0], sections));

/** A `core_module` or `component` section around a whole binary. */
export const nested = (id: 1 | 4, binary: Uint8Array): number[] => section(id, [...binary]);

/** One type `() -> ()`, one function of it with an empty body, exported as `run`. */
export const smallSections: readonly Bytes[] = [
  section(1, vec([0x60, vec(), vec()])),
  section(3, vec(0)),
  section(7, vec([name('run'), 0x00, 0])),
  section(10, vec(sized(vec(), 0x0b))),
];

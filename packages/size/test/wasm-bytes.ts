/** An unsigned LEB128 number. */
export function leb(value: number): number[] {
  const low = value % 128;
  return value < 128 ? [low] : [low + 128, ...leb(Math.floor(value / 128))];
}

/** A name: its length and its UTF-8. */
export const name = (text: string): number[] => {
  const bytes = [...new TextEncoder().encode(text)];
  return [...leb(bytes.length), ...bytes];
};

/** A section: id, length, payload. */
export const section = (id: number, payload: readonly number[]): number[] => [
  id,
  ...leb(payload.length),
  ...payload,
];

/** A custom section. */
export const custom = (title: string, content: readonly number[] = []): number[] =>
  section(0, [...name(title), ...content]);

/** A core module of these sections. */
export const coreModule = (...sections: readonly number[][]): Uint8Array =>
  Uint8Array.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, ...sections.flat()]);

/** A component of these sections. */
export const component = (...sections: readonly number[][]): Uint8Array =>
  Uint8Array.from([0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00, ...sections.flat()]);

const returnsNothing = section(1, [1, 0x60, 0, 0]);

/** A module with an exported function `run`, a memory page and `text` as data. Engines accept it. */
export const program = (text: string, ...customs: readonly number[][]): Uint8Array =>
  coreModule(
    returnsNothing,
    section(3, [1, 0]),
    section(5, [1, 0, 1]),
    section(7, [1, ...name('run'), 0, 0]),
    section(10, [1, 2, 0, 0x0b]),
    section(11, [1, 0, 0x41, 0, 0x0b, ...name(text)]),
    ...customs,
  );

/** A module inside a component. */
export const nestedModule = (module: Uint8Array): number[] => section(1, [...module]);

/** A component inside a component. */
export const nestedComponent = (inner: Uint8Array): number[] => section(4, [...inner]);

const engine = globalThis as unknown as { WebAssembly: { validate: (bytes: Uint8Array) => boolean } };

/** Whether Node's own engine accepts a core module. */
export const isValid = (bytes: Uint8Array): boolean => engine.WebAssembly.validate(bytes);

import { coreModule, custom, leb, name, section } from './wasm-bytes.ts';

/** A function to put into a module: `body` are its instructions without the last `end`. */
export interface TestFunction {
  readonly name?: string;
  readonly body?: readonly number[];
  readonly export?: string;
}

/** A module of functions without parameters and results. */
export interface TestModule {
  readonly functions: readonly TestFunction[];
  readonly data?: readonly (string | readonly number[])[];
  /** Names of data segments, in their order. */
  readonly dataNames?: readonly string[];
  /** Indices that an active element segment puts into a table. */
  readonly table?: readonly number[];
  readonly names?: boolean;
  readonly customs?: readonly number[][];
}

/** `count` instructions that differ by `seed` in their immediates alone: i32.const, drop. */
export const filler = (count: number, seed = 0): number[] =>
  Array.from({ length: count }, (_, at) => [0x41, (seed + at) % 64, 0x1a]).flat();

/** Calls of functions by index. */
export const calls = (...indices: readonly number[]): number[] =>
  indices.flatMap((index) => [0x10, ...leb(index)]);

/** The module's bytes, with a name section unless `names` is false. Engines accept it. */
export function namedModule({
  functions,
  data = [],
  dataNames = [],
  table,
  names = true,
  customs = [],
}: TestModule): Uint8Array {
  const entries = functions.map(({ body = [] }) => {
    const bytes = [0, ...body, 0x0b];
    return [...leb(bytes.length), ...bytes];
  });
  const exported = functions.flatMap(({ export: text }, index) =>
    text === undefined ? [] : [[...name(text), 0, ...leb(index)]],
  );
  const segments = data.map((content) => {
    const bytes = typeof content === 'string' ? [...new TextEncoder().encode(content)] : content;
    return [0, 0x41, 0, 0x0b, ...leb(bytes.length), ...bytes];
  });
  return coreModule(
    section(1, [1, 0x60, 0, 0]),
    section(3, [...leb(functions.length), ...functions.map(() => 0)]),
    ...(table === undefined ? [] : [section(4, [1, 0x70, 0, table.length])]),
    section(5, [1, 0, 1]),
    section(7, [...leb(exported.length), ...exported.flat()]),
    ...(table === undefined ? [] : [section(9, [1, 0, 0x41, 0, 0x0b, table.length, ...table])]),
    section(10, [...leb(entries.length), ...entries.flat()]),
    section(11, [...leb(segments.length), ...segments.flat()]),
    ...(names ? [nameSection(functions, dataNames)] : []),
    ...customs,
  );
}

function nameSection(functions: readonly TestFunction[], dataNames: readonly string[]): number[] {
  const all = functions.flatMap(({ name: text }, index) =>
    text === undefined ? [] : [[...leb(index), ...name(text)]],
  );
  const segments = dataNames.flatMap((text, index) => [...leb(index), ...name(text)]);
  const ofData = dataNames.length === 0 ? [] : section(9, [...leb(dataNames.length), ...segments]);
  return custom('name', [...section(1, [...leb(all.length), ...all.flat()]), ...ofData]);
}

const ident = (text: string): string => `${text.length}${/^[\d_]/.test(text) ? '_' : ''}${text}`;

/** The v0 name of a plain function. */
export const plain = (crate: string, fn: string): string => `_RNvC${ident(crate)}${ident(fn)}`;

/** The v0 name of `crate::fn::<argument::Type>`, instantiated in `by`. */
export const generic = (crate: string, fn: string, argument: string, by: string, type = 'Type'): string =>
  `_RINvC${ident(crate)}${ident(fn)}NtC${ident(argument)}${ident(type)}EC${ident(by)}`;

const MAGIC = [0x00, 0x61, 0x73, 0x6d];
const MODULE = [1, 0, 0, 0];
const COMPONENT = [0x0d, 0, 1, 0];

/** An unsigned LEB128 number. */
const leb = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...leb(Math.floor(value / 128))];

const text = (value: string): number[] => {
  const bytes = [...Buffer.from(value, 'utf8')];
  return [...leb(bytes.length), ...bytes];
};

const vector = (items: readonly (readonly number[])[]): number[] => [...leb(items.length), ...items.flat()];

const section = (id: number, payload: readonly number[]): number[] => [
  id,
  ...leb(payload.length),
  ...payload,
];

const customSection = (name: string, content: Uint8Array | string): number[] =>
  section(0, [...text(name), ...Buffer.from(content)]);

/** A function of a module under test; all take nothing and give nothing. */
export interface TestFunction {
  /** Undefined: it has no name. */
  readonly name?: string;
  readonly export?: string;
  /** Indices of what it calls, imports first. */
  readonly calls?: readonly number[];
}

/** A core module under test. */
export interface TestModule {
  readonly imports?: readonly (readonly [module: string, name: string])[];
  readonly functions?: readonly TestFunction[];
  /** Functions that stand in its table. */
  readonly table?: readonly number[];
  readonly data?: readonly string[];
  readonly dataNames?: readonly string[];
  readonly customs?: readonly (readonly [name: string, content: Uint8Array | string])[];
}

const engine = globalThis as unknown as { WebAssembly: { validate: (bytes: Uint8Array) => boolean } };

/** The bytes of a core module; throws when Node's own engine does not accept it. */
export function coreModule(module: TestModule): Uint8Array {
  const { imports = [], functions = [], table = [], data = [], customs = [] } = module;
  const bytes = Uint8Array.from([
    ...MAGIC,
    ...MODULE,
    ...section(1, vector([[0x60, 0, 0]])),
    ...section(2, vector(imports.map(([from, name]) => [...text(from), ...text(name), 0, 0]))),
    ...section(3, vector(functions.map(() => [0]))),
    ...section(4, vector([[0x70, 0, ...leb(table.length)]])),
    ...section(5, vector([[0, 1]])),
    ...section(7, vector(exportsOf(functions, imports.length))),
    ...(table.length > 0
      ? section(9, vector([[0, 0x41, 0, 0x0b, ...vector(table.map((index) => leb(index)))]]))
      : []),
    ...section(10, vector(functions.map(bodyOf))),
    ...section(11, vector(data.map((value) => [0, 0x41, 0, 0x0b, ...text(value)]))),
    ...customs.flatMap(([name, content]) => customSection(name, content)),
    ...nameSection(module),
  ]);
  if (!engine.WebAssembly.validate(bytes)) throw new Error('the module under test is invalid');
  return bytes;
}

const exportsOf = (functions: readonly TestFunction[], imported: number): number[][] =>
  functions.flatMap((each, index) =>
    each.export === undefined ? [] : [[...text(each.export), 0, ...leb(imported + index)]],
  );

function bodyOf({ calls = [] }: TestFunction): number[] {
  const body = [0, ...calls.flatMap((index) => [0x10, ...leb(index)]), 0x0b];
  return [...leb(body.length), ...body];
}

function nameSection({ imports = [], functions = [], dataNames = [] }: TestModule): number[] {
  const named = functions.flatMap(({ name }, index) =>
    name === undefined ? [] : [[...leb(imports.length + index), ...text(name)]],
  );
  if (named.length === 0 && dataNames.length === 0) return [];
  const names = dataNames.map((name, index) => [...leb(index), ...text(name)]);
  const content = [...section(1, vector(named)), ...(names.length > 0 ? section(9, vector(names)) : [])];
  return customSection('name', Uint8Array.from(content));
}

/** A part of a component under test. */
export type TestPart =
  | { readonly module: Uint8Array }
  | { readonly component: Uint8Array }
  | { readonly custom: readonly [name: string, content: string] }
  /** An instance that it imports, of an empty type. */
  | { readonly import: string };

/** The bytes of a component. */
export function component(...parts: readonly TestPart[]): Uint8Array {
  const sections = parts.map((part) => {
    if ('module' in part) return section(1, [...part.module]);
    if ('component' in part) return section(4, [...part.component]);
    if ('custom' in part) return customSection(...part.custom);
    return [...section(7, [1, 0x42, 0]), ...section(10, [1, 0, ...text(part.import), 5, 0])];
  });
  return Uint8Array.from([...MAGIC, ...COMPONENT, ...sections.flat()]);
}

/** The eight bytes that a core module begins with. */
export const modulePreamble = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/** A component with nothing in it. */
export const emptyComponent = Uint8Array.from([0x00, 0x61, 0x73, 0x6d, 0x0d, 0x00, 0x01, 0x00]);

const text = (name: string): number[] => [name.length, ...Buffer.from(name)];

/** A section of less than 128 bytes. */
const section = (id: number, payload: readonly number[]): number[] => [id, payload.length, ...payload];

/** A custom section. */
export const custom = (name: string, content: readonly number[] = []): number[] =>
  section(0, [...text(name), ...content]);

/** The type section of a module whose functions take and give nothing. */
export const emptyType = section(1, [1, 0x60, 0, 0]);

/** An import section with functions of type 0. */
export const functionImports = (...names: readonly (readonly [module: string, name: string])[]): number[] =>
  section(2, [names.length, ...names.flatMap(([module, name]) => [...text(module), ...text(name), 0, 0])]);

interface ModuleParts {
  /** What the one function is exported as. */
  readonly exports?: readonly string[];
  /** Custom sections at the end. */
  readonly customs?: readonly number[];
  /** Name of the one function, in a name section. */
  readonly functionName?: string;
}

/** A module with a memory, exported, and a function that does nothing. */
export function tinyModule({ exports = ['run'], customs = [], functionName }: ModuleParts = {}): Uint8Array {
  const named = functionName === undefined ? [] : [1, functionName.length + 3, 1, 0, ...text(functionName)];
  return Uint8Array.from([
    ...modulePreamble,
    ...emptyType,
    ...section(3, [1, 0]),
    ...section(5, [1, 0, 1]),
    ...section(7, [
      exports.length + 1,
      ...text('memory'),
      2,
      0,
      ...exports.flatMap((name) => [...text(name), 0, 0]),
    ]),
    ...section(10, [1, 2, 0, 0x0b]),
    ...(functionName === undefined ? [] : custom('name', named)),
    ...customs,
  ]);
}

type ErrorClass = new (message?: string) => Error;

/** What an import is: a function, or one of the objects below. */
export type ImportValue = object;
/** What a module imports, by module and name. */
export type Imports = Record<string, Record<string, ImportValue>>;
/** What an instance exports, by name. */
export type Exports = Readonly<Record<string, unknown>>;

/** The part of the WebAssembly JavaScript Interface that is used here: Node's own types have none of it. */
interface Interface {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: Imports) => { readonly exports: Exports };
  readonly Memory: new (descriptor: object) => ImportValue;
  readonly Table: new (descriptor: object, value: unknown) => ImportValue;
  readonly Global: new (descriptor: object, value: unknown) => ImportValue;
  readonly Tag: new (type: { readonly parameters: readonly string[] }) => ImportValue;
  readonly CompileError: ErrorClass;
  readonly RuntimeError: ErrorClass;
}

/** V8's WebAssembly. */
export const webAssembly: Interface = (globalThis as unknown as { WebAssembly: Interface }).WebAssembly;

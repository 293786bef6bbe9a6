/** The part of the JavaScript API of WebAssembly that is used here: Node's types do not have it. */
export interface Engine {
  readonly validate: (bytes: Uint8Array) => boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: object,
  ) => {
    readonly exports: Readonly<Record<string, unknown>>;
  };
  readonly Memory: new (type: { initial: number; maximum?: number; shared?: boolean }) => EngineMemory;
  readonly Table: new (type: { initial: number; maximum?: number; element: string }) => {
    readonly length: number;
  };
  readonly Global: new (
    type: { value: string; mutable: boolean },
    value?: unknown,
  ) => {
    readonly value: unknown;
  };
  readonly RuntimeError: new () => Error;
}

/** A memory of it. */
export interface EngineMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
}

/** Node's own engine. */
export const engine = (globalThis as unknown as { readonly WebAssembly: Engine }).WebAssembly;

import type { ComponentSectionName, CoreSectionName } from './section-ids.ts';

/** One section; every offset is absolute in the file and every range half-open. */
export interface Section {
  readonly id: number;
  readonly name: CoreSectionName | ComponentSectionName;
  /** The name a custom section carries; undefined for every other section. */
  readonly customName: string | undefined;
  /** Offset of the id byte. */
  readonly start: number;
  /** Bytes of the id and the size. */
  readonly headerBytes: number;
  readonly payloadStart: number;
  /** A custom section's content after its name; elsewhere the same as `payloadStart`. */
  readonly contentStart: number;
  readonly payloadEnd: number;
  /** The module of a `core_module` section, the component of a `component` section. */
  readonly nested: WasmBinary | undefined;
}

interface BinaryParts {
  /** The whole file, also for a nested binary: offsets are absolute. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly sections: readonly Section[];
}

/** A core module (preamble: version 1, layer 0). */
export interface WasmModule extends BinaryParts {
  readonly kind: 'module';
}

/** A component (preamble: version 0x0d, layer 1). */
export interface WasmComponent extends BinaryParts {
  readonly kind: 'component';
}

export type WasmBinary = WasmModule | WasmComponent;

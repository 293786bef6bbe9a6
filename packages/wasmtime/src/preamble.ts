import { WasmtimeError } from './errors.ts';
import type { Pointer } from './prototypes.ts';

/** The two layers of the binary format. */
export type ArtifactKind = 'module' | 'component';

const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/**
 * The layer that a binary's first eight bytes name (core spec 5.5.16; component-model Binary.md: the version
 * field is split into a 16-bit version and a 16-bit layer).
 *
 * libwasmtime also takes the text format where it expects a binary, so this check comes first.
 * @throws WasmtimeError `invalid` for anything else, text included.
 */
export function artifactKind(bytes: Uint8Array): ArtifactKind {
  if (bytes.length < 8 || MAGIC.some((byte, at) => bytes[at] !== byte)) {
    throw new WasmtimeError('invalid', 'not a WebAssembly binary: it does not start with 00 61 73 6d');
  }
  const layer = (bytes[6] ?? 0) | ((bytes[7] ?? 0) << 8);
  if (layer === 0) return 'module';
  if (layer === 1) return 'component';
  throw new WasmtimeError('invalid', `unknown layer ${layer} in the preamble (byte offset 6)`);
}

/** What a linker needs of a compiled artifact. */
export interface Compiled {
  readonly kind: ArtifactKind;
  readonly pointer: Pointer;
}

/** A module's pointer given to a component's linker would be read as a component: never let it through. */
export function assertKind(artifact: Compiled, kind: ArtifactKind): void {
  if (artifact.kind !== kind) throw new TypeError(`a ${kind} linker cannot instantiate a ${artifact.kind}`);
}

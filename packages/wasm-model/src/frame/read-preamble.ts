import { WasmFormatError } from './wasm-format-error.ts';

const MAGIC = [0x00, 0x61, 0x73, 0x6d] as const;

/** Bytes of magic, version and layer. */
export const PREAMBLE_BYTES = 8;

/**
 * Reads the preamble at `start` and says what follows. The layer word tells the two apart (component-model Binary.md,
 * "Component Definitions"; core spec 5.5.17). Whatever is not WebAssembly is named as what it seems to be.
 */
export function readPreamble(bytes: Uint8Array, start: number, end: number): 'module' | 'component' {
  const length = end - start;
  if (length === 0) {
    throw new WasmFormatError(
      start,
      start === 0 ? 'the file is empty' : 'expected a nested binary, found nothing',
    );
  }
  for (let index = 0; index < Math.min(MAGIC.length, length); index++) {
    if (bytes[start + index] !== MAGIC[index]) {
      throw new WasmFormatError(start, notWasm(bytes.subarray(start, end)));
    }
  }
  if (length < PREAMBLE_BYTES) {
    throw new WasmFormatError(
      end,
      `truncated: expected a preamble of ${PREAMBLE_BYTES} bytes, found ${length}`,
    );
  }
  const version = word(bytes, start + 4);
  const layer = word(bytes, start + 6);
  if (layer === 0 && version === 1) return 'module';
  if (layer === 1 && version === 0x0d) return 'component';
  throw new WasmFormatError(
    start + 4,
    'expected a core module (version 1, layer 0) or a component (version 0xd, layer 1), ' +
      `found version 0x${version.toString(16)}, layer ${layer}`,
  );
}

const word = (bytes: Uint8Array, at: number): number =>
  (bytes[at] as number) | ((bytes[at + 1] as number) << 8);

function notWasm(bytes: Uint8Array): string {
  if (isWasmText(bytes)) {
    return 'this is WebAssembly text (WAT), expected the binary format: assemble it first, as with `wasm-tools parse`';
  }
  const first = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return `not WebAssembly: starts with ${first}, expected 00 61 73 6d`;
}

/** WAT starts with a parenthesis or a comment, after a byte order mark and white space (core spec, "Text Format"). */
function isWasmText(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 256));
  return /^(?:\xef\xbb\xbf)?\s*(?:\((?:;|\s*(?:module|component)\b)|;;)/.test(head);
}

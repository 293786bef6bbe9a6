/**
 * The bytes are not the WebAssembly they should be. `offset` is the absolute byte offset in the file, and the
 * message starts with it: `at byte 0x1f4 (500): expected …`.
 */
export class WasmFormatError extends Error {
  readonly offset: number;

  constructor(offset: number, problem: string, options?: { cause?: unknown }) {
    super(`at byte 0x${offset.toString(16)} (${offset}): ${problem}`, options);
    this.name = 'WasmFormatError';
    this.offset = offset;
  }
}

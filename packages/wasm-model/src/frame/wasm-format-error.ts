interface FormatErrorOptions {
  readonly cause?: unknown;
  readonly isUnknown?: boolean;
}

/**
 * The bytes are not the WebAssembly they should be. `offset` is the absolute byte offset in the file, and the
 * message starts with it: `at byte 0x1f4 (500): expected …`.
 */
export class WasmFormatError extends Error {
  readonly offset: number;
  /**
   * Whether it is an opcode, a kind or a flag without a meaning in anything that this package knows: the file is malformed,
   * or of a proposal that is newer.
   */
  readonly isUnknown: boolean;

  constructor(offset: number, problem: string, { isUnknown = false, ...options }: FormatErrorOptions = {}) {
    super(`at byte 0x${offset.toString(16)} (${offset}): ${problem}`, options);
    this.name = 'WasmFormatError';
    this.offset = offset;
    this.isUnknown = isUnknown;
  }
}

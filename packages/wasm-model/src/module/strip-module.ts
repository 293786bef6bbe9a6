import { readWasm } from '../frame/read-wasm.ts';
import { PREAMBLE_BYTES } from '../frame/read-preamble.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';

export interface StripOptions {
  /** Which custom sections stay, by name; none by default. `component-type*` must, in what is componentized later. */
  readonly keep?: (customName: string) => boolean;
}

/**
 * A copy of a core module without its custom sections. Every other byte stays as it is, so code and data keep their
 * hash. A component is refused (WasmFormatError): its custom sections are not all idle.
 */
export function stripModule(bytes: Uint8Array, { keep = () => false }: StripOptions = {}): Uint8Array {
  const binary = readWasm(bytes);
  if (binary.kind !== 'module') {
    throw new WasmFormatError(4, 'expected a core module to strip, found a component');
  }
  const kept = binary.sections.filter(({ customName }) => customName === undefined || keep(customName));
  const size = kept.reduce((sum, section) => sum + section.payloadEnd - section.start, PREAMBLE_BYTES);
  const stripped = new Uint8Array(size);
  stripped.set(bytes.subarray(0, PREAMBLE_BYTES));
  let at = PREAMBLE_BYTES;
  for (const section of kept) {
    stripped.set(bytes.subarray(section.start, section.payloadEnd), at);
    at += section.payloadEnd - section.start;
  }
  return stripped;
}

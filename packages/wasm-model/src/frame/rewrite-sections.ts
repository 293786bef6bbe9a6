import type { Section, WasmBinary } from './binary.ts';
import { PREAMBLE_BYTES } from './read-preamble.ts';
import { unsignedLeb } from './unsigned-leb.ts';

/**
 * What becomes of a section: `null` drops it, bytes are its new payload (of a custom section with its name), undefined
 * leaves it, so that what is nested in it is asked for in turn.
 */
export type RewriteSection = (section: Section, binary: WasmBinary) => Uint8Array | null | undefined;

/**
 * A copy of a binary in which some sections, at any depth, are dropped or have another payload. Every other byte stays as it
 * is; a section that holds something changed has its length written anew.
 */
export function rewriteSections(binary: WasmBinary, rewrite: RewriteSection): Uint8Array {
  // A Buffer's slice would be no copy.
  return changed(binary, rewrite) ?? new Uint8Array(binary.bytes.subarray(binary.start, binary.end));
}

/** Undefined when nothing changes. */
function changed(binary: WasmBinary, rewrite: RewriteSection): Uint8Array | undefined {
  const { bytes, start, sections } = binary;
  const parts = [bytes.subarray(start, start + PREAMBLE_BYTES)];
  let isSame = true;
  for (const section of sections) {
    const asked = rewrite(section, binary);
    if (asked === null) {
      isSame = false;
      continue;
    }
    const payload = asked ?? (section.nested && changed(section.nested, rewrite));
    if (payload === undefined) {
      parts.push(bytes.subarray(section.start, section.payloadEnd));
      continue;
    }
    isSame = false;
    parts.push(Uint8Array.from([section.id, ...unsignedLeb(payload.length)]), payload);
  }
  return isSame ? undefined : joined(parts);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

import type { Section, WasmBinary } from '../frame/binary.ts';
import { PREAMBLE_BYTES } from '../frame/read-preamble.ts';

/** A range of bytes that belongs to exactly one part of the file. */
export interface Leaf {
  /** Where the part is, outermost first: `component / core module 0 / code`. */
  readonly path: string;
  readonly kind: 'preamble' | 'section_header' | 'section_payload';
  readonly start: number;
  readonly end: number;
  readonly bytes: number;
  /** The binary it stands in directly. */
  readonly binary: WasmBinary;
  /** The section whose header or payload it is; undefined for a preamble. */
  readonly section: Section | undefined;
}

/**
 * The leaves of a binary in file order: they neither overlap nor leave a gap, so that their bytes sum to
 * `binary.end - binary.start`, at every nesting level. A nested binary stands for its section's payload.
 */
export function partition(binary: WasmBinary): Leaf[] {
  const leaves: Leaf[] = [];
  collect(binary, binary.kind, leaves);
  return leaves;
}

function collect(binary: WasmBinary, path: string, leaves: Leaf[]): void {
  const add = (of: string, kind: Leaf['kind'], start: number, end: number, section?: Section): void => {
    leaves.push({ path: of, kind, start, end, bytes: end - start, binary, section });
  };
  add(`${path} / preamble`, 'preamble', binary.start, binary.start + PREAMBLE_BYTES);
  const paths = nestedPaths(binary, path);
  for (const section of binary.sections) {
    const of = paths.get(section) ?? `${path} / ${sectionLabel(section)}`;
    add(of, 'section_header', section.start, section.payloadStart, section);
    if (section.nested) collect(section.nested, of, leaves);
    else add(of, 'section_payload', section.payloadStart, section.payloadEnd, section);
  }
}

/** Paths of the nested binaries, numbered as in the component's index spaces: `component / core module 0`. */
export function nestedPaths(binary: WasmBinary, path: string): Map<Section, string> {
  const paths = new Map<Section, string>();
  let modules = 0;
  let components = 0;
  for (const section of binary.sections) {
    if (section.nested?.kind === 'module') paths.set(section, `${path} / core module ${modules++}`);
    if (section.nested?.kind === 'component') paths.set(section, `${path} / component ${components++}`);
  }
  return paths;
}

// JSON quoting keeps a hostile custom name from forging a path.
const sectionLabel = (section: Section): string =>
  section.customName === undefined ? section.name : `custom ${JSON.stringify(section.customName)}`;

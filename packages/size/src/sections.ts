import { printable } from '@wasmgate/contracts/printable';
import type { Section } from '@wasmgate/contracts/size';
import { partition, type Leaf, type WasmBinary } from '@wasmgate/wasm-model';

/**
 * The parts of a binary in file order: every byte is in exactly one of them. A nested module or component is not in
 * the section that holds it: that section keeps only its header, and what is nested has parts of its own.
 */
export function sectionsOf(binary: WasmBinary): Section[] {
  const sections: Section[] = [];
  let open: { section: Leaf['section']; part: Section } | undefined;
  for (const leaf of partition(binary)) {
    if (open !== undefined && leaf.kind === 'section_payload' && leaf.section === open.section) {
      open.part.bytes += leaf.bytes;
      continue;
    }
    const part = partOf(leaf);
    sections.push(part);
    open = leaf.kind === 'section_header' ? { section: leaf.section, part } : undefined;
  }
  return sections;
}

function partOf({ path, kind, start, bytes, binary, section }: Leaf): Section {
  const at = { path: printable(path), offset: start, bytes };
  const owner = binary.kind === 'module' ? 'core' : 'wrapper';
  if (kind === 'preamble') {
    return { ...at, id: null, name: 'preamble', kind, header_bytes: 0, owner };
  }
  if (section === undefined) throw new Error(`${path}: a part without its section`);
  return {
    ...at,
    id: section.id,
    // A custom section may have the empty name.
    name: section.customName ? printable(section.customName) : section.name,
    kind: section.customName === undefined ? 'section' : 'custom',
    header_bytes: section.headerBytes,
    owner,
  };
}

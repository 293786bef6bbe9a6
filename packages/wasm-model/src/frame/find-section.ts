import type { Section, WasmBinary, WasmModule } from './binary.ts';
import { ByteReader } from './byte-reader.ts';
import type { CoreSectionName } from './section-ids.ts';

/** The section of that name, or undefined: custom sections go by `customSections`. */
export function findSection(module: WasmModule, name: CoreSectionName): Section | undefined {
  return module.sections.find((section) => section.name === name);
}

/** The custom sections of a module or component itself (not of what is nested in it), in file order. */
export function customSections(binary: WasmBinary, customName?: string): Section[] {
  return binary.sections.filter(
    (section) =>
      section.customName !== undefined && (customName === undefined || section.customName === customName),
  );
}

/**
 * The payload of a module's section as a view of the file, or undefined when there is none. Equal `code` and `data`
 * payloads of a module inside a component and of a stand-alone one show that one was made from the other.
 */
export function sectionBytes(module: WasmModule, name: CoreSectionName): Uint8Array | undefined {
  const section = findSection(module, name);
  return section && module.bytes.subarray(section.payloadStart, section.payloadEnd);
}

/** A reader over the payload of a section, after a custom section's name. */
export function sectionReader(binary: WasmBinary, section: Section): ByteReader {
  return new ByteReader(binary.bytes, section.contentStart, section.payloadEnd);
}

import type { WasmBinary } from '../frame/binary.ts';
import type { ByteReader } from '../frame/byte-reader.ts';
import { customSections, sectionReader } from '../frame/find-section.ts';
import { MAX_ITEMS } from '../frame/item-limit.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';

/** A tool named in the `producers` section. */
export interface Producer {
  /** `language`, `processed-by` or `sdk`; others are passed on as they are. */
  readonly field: string;
  readonly name: string;
  readonly version: string;
}

/**
 * What the `producers` sections say (tool-conventions, ProducersSection.md), of a module or of a component itself. Of a damaged one
 * what stands before the damage: engines read such a file as well.
 */
export function producers(binary: WasmBinary): Producer[] {
  const found: Producer[] = [];
  for (const section of customSections(binary, 'producers')) {
    try {
      addProducers(sectionReader(binary, section), found);
    } catch (error) {
      if (!(error instanceof WasmFormatError)) throw error;
    }
  }
  return found;
}

function addProducers(reader: ByteReader, found: Producer[]): void {
  for (let fields = reader.count('producer fields', MAX_ITEMS); fields > 0; fields--) {
    const field = reader.name('the name of a producer field');
    for (let left = reader.count('producers', MAX_ITEMS); left > 0; left--) {
      const name = reader.name('the name of a producer');
      found.push({ field, name, version: reader.name('the version of a producer') });
    }
  }
}

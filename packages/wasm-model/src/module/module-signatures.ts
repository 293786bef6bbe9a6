import type { WasmModule } from '../frame/binary.ts';
import type { ByteReader } from '../frame/byte-reader.ts';
import { findSection, sectionReader } from '../frame/find-section.ts';
import { MAX_ITEMS } from '../frame/item-limit.ts';
import { memoize } from '../frame/memoize.ts';
import { MAX_PARAMETERS, skipTypeGroup } from './module-types.ts';
import { readValueType } from './value-type.ts';

/** The parameters and results of a function type, as text: `i32`, `funcref`, `(ref null 3)`. */
export interface Signature {
  readonly parameters: readonly string[];
  readonly results: readonly string[];
}

const FUNCTION = 0x60;

/**
 * Per type of a module its signature (core spec 3.0, "Function Types", 5.3.9); undefined where a type is no function that stands
 * alone: what hosts call without garbage collection does.
 */
export const moduleSignatures: (module: WasmModule) => readonly (Signature | undefined)[] = memoize(
  (module) => {
    const section = findSection(module, 'type');
    if (section === undefined) return [];
    const reader = sectionReader(module, section);
    const signatures: (Signature | undefined)[] = [];
    for (let left = reader.count('types', MAX_ITEMS); left > 0; left--) {
      if (reader.left > 0 && reader.bytes[reader.pos] === FUNCTION) {
        reader.pos++;
        signatures.push({ parameters: readTypes(reader), results: readTypes(reader) });
      } else {
        for (let members = skipTypeGroup(reader); members > 0; members--) signatures.push(undefined);
      }
    }
    return signatures;
  },
);

function readTypes(reader: ByteReader): string[] {
  const types: string[] = [];
  for (let left = reader.count('value types', MAX_PARAMETERS); left > 0; left--)
    types.push(readValueType(reader));
  return types;
}

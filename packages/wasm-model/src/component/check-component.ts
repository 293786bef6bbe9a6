import type { Section, WasmComponent } from '../frame/binary.ts';
import type { ByteReader } from '../frame/byte-reader.ts';
import { skipCanonical } from './canonical-definition.ts';
import { componentCore } from './component-core.ts';
import { componentExports, componentImports } from './component-externs.ts';
import { skipCoreType, skipType } from './component-types.ts';
import { skipIndex, skipValueType, skipVector } from './component-value-type.ts';
import { sectionReader } from '../frame/find-section.ts';

/** Sections that nothing else decodes, by name: what one definition is. */
const definitions: Readonly<Partial<Record<Section['name'], (reader: ByteReader) => void>>> = {
  core_type: skipCoreType,
  type: skipType,
  canon: skipCanonical,
  value: (reader) => {
    skipValueType(reader);
    reader.skip(reader.u32('the size of a value'), 'a value');
  },
};

/**
 * Decodes every section of a component, but not what is nested in it (component-model Binary.md). WasmFormatError when one
 * is malformed. Types and indices are not checked: invalid is not malformed.
 */
export function checkComponent(component: WasmComponent): void {
  componentImports(component);
  componentExports(component);
  componentCore(component);
  for (const section of component.sections) {
    const skip = definitions[section.name];
    if (skip === undefined && section.name !== 'start') continue;
    const reader = sectionReader(component, section);
    if (skip === undefined) skipStart(reader);
    else skipVector(reader, 'definitions', (each) => skip(each));
    reader.expectEnd(`the ${section.name} section`);
  }
}

/** A start definition: the function, the values that it is given, how many it returns. */
function skipStart(reader: ByteReader): void {
  skipIndex(reader);
  skipVector(reader, 'arguments', skipIndex);
  reader.u32('the number of results');
}

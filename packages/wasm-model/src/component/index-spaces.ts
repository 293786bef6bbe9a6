import type { WasmComponent } from '../frame/binary.ts';
import type { ByteReader } from '../frame/byte-reader.ts';
import { readAlias } from './component-alias.ts';
import { componentExports, componentImports } from './component-externs.ts';
import type { ComponentSort } from './component-sort.ts';
import { skipType } from './component-types.ts';
import { skipCanonical } from './canonical-definition.ts';
import { sectionReader } from '../frame/find-section.ts';
import { MAX_ITEMS } from '../frame/item-limit.ts';
import { memoize } from '../frame/memoize.ts';

/** The definition that makes a function of the component; every other canonical definition makes a core function. */
const LIFT = 0x00;

/**
 * How many definitions of a sort a component has: the index that the next one gets (component-model Binary.md, "Index Spaces").
 * Counted are the sorts that something appended at the end can name: functions, types, core functions, core memories.
 */
export const indexSpaces: (
  component: WasmComponent,
) => Readonly<Record<'func' | 'type' | 'core func' | 'core memory', number>> = memoize((component) => {
  const counts = { func: 0, type: 0, 'core func': 0, 'core memory': 0 };
  const add = (sort: ComponentSort): void => {
    if (sort in counts) counts[sort as keyof typeof counts]++;
  };
  for (const { kind } of componentImports(component)) add(kind);
  for (const { kind } of componentExports(component)) add(kind);
  const readers: Partial<Record<string, (reader: ByteReader) => void>> = {
    alias: (reader) => add(readAlias(reader).sort),
    type: (reader) => {
      skipType(reader);
      add('type');
    },
    canon: (reader) => {
      const isLift = reader.bytes[reader.pos] === LIFT;
      skipCanonical(reader);
      add(isLift ? 'func' : 'core func');
    },
  };
  for (const section of component.sections) {
    const read = readers[section.name];
    if (read === undefined) continue;
    const reader = sectionReader(component, section);
    for (let left = reader.count('definitions', MAX_ITEMS); left > 0; left--) read(reader);
  }
  return counts;
});

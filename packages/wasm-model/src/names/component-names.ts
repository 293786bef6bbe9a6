import type { WasmComponent } from '../frame/binary.ts';
import { ByteReader } from '../frame/byte-reader.ts';
import type { ComponentSort } from '../component/component-sort.ts';
import { readSort } from '../component/component-sort.ts';
import { customSections, sectionReader } from '../frame/find-section.ts';
import { memoize } from '../frame/memoize.ts';
import type { NameMap } from './name-map.ts';
import { readNameMap } from './name-map.ts';

/** What a component's `component-name` section says. */
export interface ComponentNames {
  readonly component: string | undefined;
  /** Several sets of a sort are allowed, and wit-component writes them. */
  readonly names: ReadonlyMap<ComponentSort, readonly NameMap[]>;
}

/** Real ones have one or two for each of a dozen sorts. */
const MAX_SETS = 1_000;

/** The names of a component itself (component-model Binary.md, "Name Section"); a malformed section is an error. */
export const componentNames: (component: WasmComponent) => ComponentNames = memoize((component) => {
  let name: string | undefined;
  let sets = 0;
  const names = new Map<ComponentSort, NameMap[]>();
  for (const section of customSections(component, 'component-name')) {
    const reader = sectionReader(component, section);
    while (reader.left > 0) {
      const id = reader.u8('the id of a name subsection');
      const size = reader.u32('the size of a name subsection');
      const start = reader.pos;
      reader.skip(size, 'a name subsection');
      const inner = new ByteReader(reader.bytes, start, reader.pos);
      if (id === 0) name = inner.name('the name of the component');
      if (id !== 1) continue;
      const sort = readSort(inner);
      if (++sets > MAX_SETS) inner.fail(`more than ${MAX_SETS} sets of names`, start);
      const ofSort = names.get(sort) ?? [];
      names.set(sort, ofSort);
      const map = readNameMap(inner.bytes, [inner]);
      if (map.problem !== null) throw map.problem;
      ofSort.push(map);
    }
  }
  return { component: name, names };
});

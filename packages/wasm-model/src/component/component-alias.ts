import type { ByteReader } from '../frame/byte-reader.ts';
import type { ComponentSort } from './component-sort.ts';
import { readSort } from './component-sort.ts';

/** What an alias names: an export of an instance, of a core instance, or a definition of a component around it. */
export type Alias =
  | {
      readonly kind: 'export' | 'core export';
      readonly sort: ComponentSort;
      readonly instance: number;
      readonly name: string;
    }
  | { readonly kind: 'outer'; readonly sort: ComponentSort };

const outerSorts: ReadonlySet<ComponentSort> = new Set(['core type', 'core module', 'type', 'component']);
const coreExportSorts: ReadonlySet<ComponentSort> = new Set([
  'core func',
  'core table',
  'core memory',
  'core global',
  'core tag',
]);

/** Reads an alias (component-model Binary.md, "Alias Definitions"). */
export function readAlias(reader: ByteReader): Alias {
  const start = reader.pos;
  const sort = readSort(reader);
  const target = reader.kind('target of an alias', 3);
  const first = reader.u32('an index');
  if (target === 2) {
    if (!outerSorts.has(sort)) reader.failUnknown(`unknown alias of an outer ${sort}`, start);
    reader.u32('an index');
    return { kind: 'outer', sort };
  }
  if (target === 1 && !coreExportSorts.has(sort))
    reader.failUnknown(`unknown alias of a ${sort} of a core instance`, start);
  const name = reader.name('the name of an export');
  return { kind: target === 1 ? 'core export' : 'export', sort, instance: first, name };
}

import type { WasmModule } from '../frame/binary.ts';
import { findSection, sectionReader } from '../frame/find-section.ts';
import { importCounts } from './import-counts.ts';
import { MAX_ITEMS } from '../frame/item-limit.ts';
import { memoize } from '../frame/memoize.ts';
import { readTagType } from './import-entry.ts';

/** An exception tag. */
export interface Tag {
  /** Index into the module's types: its parameters are what the exception carries. */
  readonly type: number;
  readonly imported: boolean;
}

/** The tags of a core module, imported ones first (core spec 3.0, "Tag Section", 5.5.16). */
export const moduleTags: (module: WasmModule) => readonly Tag[] = memoize((module) => {
  const tags: Tag[] = Array.from(importCounts(module).tagTypes, (type) => ({ type, imported: true }));
  const section = findSection(module, 'tag');
  if (section === undefined) return tags;
  const reader = sectionReader(module, section);
  for (let left = reader.count('tags', MAX_ITEMS); left > 0; left--) {
    tags.push({ type: readTagType(reader), imported: false });
  }
  reader.expectEnd('the tag section');
  return tags;
});

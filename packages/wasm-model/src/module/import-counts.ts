import type { WasmModule } from '../frame/binary.ts';
import { GrowableArray } from '../frame/growable-array.ts';
import { MAX_SEGMENTS } from '../frame/item-limit.ts';
import type { MemoryType, TableType } from '../frame/limits.ts';
import { memoize } from '../frame/memoize.ts';
import type { ExternKind } from './import-entry.ts';
import { visitImports } from './module-imports.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';

/** How many indices of each space are imported, and where the many are. */
export interface ImportCounts extends Readonly<Record<ExternKind, number>> {
  /** Per imported function its index into the module's types. */
  readonly functionTypes: Uint32Array;
  /** Per imported function the offset of the name of its module. */
  readonly functionModules: Uint32Array;
  /** Per imported function the offset of its name. */
  readonly functionNames: Uint32Array;
  /** Per imported global the offset of its type. */
  readonly globalTypes: Uint32Array;
  readonly tables: readonly TableType[];
  readonly memories: readonly MemoryType[];
  /** Per imported tag its index into the module's types. */
  readonly tagTypes: Uint32Array;
}

/** Counts imports without making a string for each. */
export const importCounts: (module: WasmModule) => ImportCounts = memoize((module) => {
  const counts: Record<ExternKind, number> = { func: 0, table: 0, memory: 0, global: 0, tag: 0 };
  const functionTypes = new GrowableArray();
  const functionModules = new GrowableArray();
  const functionNames = new GrowableArray();
  const globalTypes = new GrowableArray();
  const tables: TableType[] = [];
  const memories: MemoryType[] = [];
  const tagTypes = new GrowableArray();
  visitImports(module, ({ offset, moduleName, itemName, descriptionAt, description }) => {
    counts[description.kind]++;
    if (description.kind === 'func') {
      functionTypes.push(description.type);
      functionModules.push(moduleName);
      functionNames.push(itemName);
    } else if (description.kind === 'global') globalTypes.push(descriptionAt + 1);
    else if (description.kind === 'table') tables.push(description.table);
    else if (description.kind === 'memory') memories.push(description.memory);
    else tagTypes.push(description.type);
    if (tables.length + memories.length > MAX_SEGMENTS)
      throw new WasmFormatError(offset, `more than ${MAX_SEGMENTS} tables and memories`);
  });
  return {
    ...counts,
    functionTypes: functionTypes.finish(),
    functionModules: functionModules.finish(),
    functionNames: functionNames.finish(),
    globalTypes: globalTypes.finish(),
    tables,
    memories,
    tagTypes: tagTypes.finish(),
  };
});

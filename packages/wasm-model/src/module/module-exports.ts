import type { WasmModule } from '../frame/binary.ts';
import { exportTable } from './export-table.ts';
import { memoize } from '../frame/memoize.ts';
import type { ExternKind } from './import-entry.ts';

export interface Export {
  readonly name: string;
  readonly kind: ExternKind;
  /** Index in the index space of its kind. */
  readonly index: number;
  /** Offset of the entry. */
  readonly offset: number;
}

/** The exports of a core module, in order (core spec 3.0, "Export Section", 5.5.10). */
export const moduleExports: (module: WasmModule) => readonly Export[] = memoize((module) => {
  const { offsets, indices, kind, name } = exportTable(module);
  return Array.from(offsets, (offset, position) => ({
    name: name(position),
    kind: kind(position),
    index: indices[position] as number,
    offset,
  }));
});

import type { WasmModule } from '../frame/binary.ts';
import { ByteReader } from '../frame/byte-reader.ts';
import { exportTable } from '../module/export-table.ts';
import { importCounts } from '../module/import-counts.ts';
import { memoize } from '../frame/memoize.ts';
import { moduleFunctions } from '../module/module-functions.ts';
import { moduleNames } from './module-names.ts';

/** Per function the position of its first export plus one; 0 when it has none. */
const firstExports: (module: WasmModule) => Uint32Array = memoize((module) => {
  const first = new Uint32Array(moduleFunctions(module).count);
  const { indices, kind } = exportTable(module);
  for (let position = indices.length - 1; position >= 0; position--) {
    if (kind(position) === 'func') first[indices[position] as number] = position + 1;
  }
  return first;
});

/**
 * What to call a function: its name in the `name` section (mangled as it stands), else the name it is exported or
 * imported (`module.name`) by, else `func[12]`. Hostile bytes may be in it: strip control characters before printing.
 */
export function functionLabel(module: WasmModule, index: number): string {
  const named = moduleNames(module).functions.get(index);
  if (named !== undefined) return named;
  const exported = firstExports(module)[index] ?? 0;
  if (exported > 0) return exportTable(module).name(exported - 1);
  const { functionModules, functionNames } = importCounts(module);
  const [from, name] = [functionModules[index], functionNames[index]];
  if (from === undefined || name === undefined) return `func[${index}]`;
  const text = (offset: number): string =>
    new ByteReader(module.bytes, offset, module.end).name('a name of an import');
  return `${text(from)}.${text(name)}`;
}

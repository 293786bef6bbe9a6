import {
  componentExports,
  componentImports,
  coreModules,
  moduleData,
  moduleExports,
  moduleImports,
  moduleMemories,
  moduleTables,
  type WasmBinary,
} from '@wasmgate/wasm-model';

/** What the bytes alone say, by metric name. Memories, tables and data are summed over all core modules. */
export type StaticMetrics = Readonly<
  Record<
    'wasm_memory_pages' | 'wasm_table_elements' | 'wasm_data_bytes' | 'wasm_imports' | 'wasm_exports',
    number
  >
>;

/** A page of the core specification, whatever page size a memory names. */
const PAGE_BYTES = 65_536;

/** Reads what a start has to set up. Throws WasmFormatError when a section is malformed. */
export function staticMetrics(binary: WasmBinary): StaticMetrics {
  const modules = coreModules(binary).map(({ module }) => module);
  const memories = modules.flatMap((module) => moduleMemories(module).filter((memory) => !memory.imported));
  const tables = modules.flatMap((module) => moduleTables(module).filter((table) => !table.imported));
  const isComponent = binary.kind === 'component';
  return {
    wasm_memory_pages: sum(memories, ({ min, pageBytes }) => Math.ceil((min * pageBytes) / PAGE_BYTES)),
    wasm_table_elements: sum(tables, ({ min }) => min),
    wasm_data_bytes: sum(modules, (module) =>
      sum(moduleData(module), ({ payloadStart, payloadEnd }) => payloadEnd - payloadStart),
    ),
    wasm_imports: (isComponent ? componentImports(binary) : moduleImports(binary)).length,
    wasm_exports: (isComponent ? componentExports(binary) : moduleExports(binary)).length,
  };
}

function sum<T>(items: readonly T[], size: (item: T) => number): number {
  return items.reduce((total, item) => total + size(item), 0);
}

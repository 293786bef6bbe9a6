import type { WasmBinary, WasmModule } from '../src/index.ts';
import {
  componentExports,
  componentImports,
  componentNames,
  coreModules,
  functionLabel,
  itemsByBinary,
  moduleData,
  moduleElements,
  moduleExports,
  moduleGlobals,
  moduleMemories,
  moduleNames,
  moduleStart,
  moduleTables,
  moduleTags,
  partition,
  producers,
  reachability,
  retention,
  targetFeatures,
} from '../src/index.ts';

/** Calls every decoder on every binary at every depth. */
export function decodeEverything(binary: WasmBinary): void {
  partition(binary);
  itemsByBinary(binary);
  decodeComponents(binary);
  for (const { module } of coreModules(binary)) decodeModule(module);
}

function decodeModule(module: WasmModule): void {
  moduleExports(module);
  moduleGlobals(module);
  moduleMemories(module);
  moduleTables(module);
  moduleTags(module);
  moduleData(module);
  moduleElements(module);
  moduleStart(module);
  producers(module);
  targetFeatures(module);
  for (const [index] of moduleNames(module).functions.entries()) functionLabel(module, index);
  const { graph, state, pathTo } = reachability(module);
  const { retainedBy } = retention(module);
  if (graph.functions > 0) retainedBy([0, graph.functions - 1]);
  for (let index = 0; index < graph.functions; index++) {
    if ((state(index) === 'reachable') !== (pathTo(index) !== undefined))
      throw new Error(`no path to ${index}`);
  }
}

function decodeComponents(binary: WasmBinary): void {
  if (binary.kind === 'module') return;
  componentImports(binary);
  componentExports(binary);
  componentNames(binary);
  producers(binary);
  for (const { nested } of binary.sections) if (nested) decodeComponents(nested);
}

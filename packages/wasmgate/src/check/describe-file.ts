import type { CheckJson } from '@wasmgate/contracts/check';
import {
  componentExports,
  componentImports,
  coreModules,
  mainCoreModule,
  moduleExports,
  moduleImports,
  producers,
  usedFeatures,
  type WasmBinary,
} from '@wasmgate/wasm-model';

/** Names that a list holds: a file can have a million. */
const MAX_NAMES = 1000;

/** What the bytes alone say of a file. */
export type Described = Pick<CheckJson, 'kind' | 'made_by' | 'wasm_features' | 'imports' | 'exports'>;

/** Describes a module or a component. Throws WasmFormatError when what it reads is malformed. */
export function describeFile(binary: WasmBinary): Described {
  const features = new Set(coreModules(binary).flatMap(({ module }) => [...usedFeatures(module)]));
  const exports = binary.kind === 'component' ? componentExports(binary) : moduleExports(binary);
  return {
    kind: binary.kind,
    made_by: madeBy(binary),
    wasm_features: [...features].toSorted(),
    imports: importsOf(binary),
    exports: {
      count: exports.length,
      items: exports.slice(0, MAX_NAMES).map(({ name, kind }) => ({ name, kind })),
    },
  };
}

/** Every import by a name of its own, as `import_added` compares them. */
export function importNames(binary: WasmBinary): string[] {
  if (binary.kind === 'component') return componentImports(binary).map(({ name }) => name);
  return moduleImports(binary).map(({ module, name }) => `${module}.${name}`);
}

/** Every export by its name. */
export function exportNames(binary: WasmBinary): string[] {
  return (binary.kind === 'component' ? componentExports(binary) : moduleExports(binary)).map(
    ({ name }) => name,
  );
}

function importsOf(binary: WasmBinary): CheckJson['imports'] {
  if (binary.kind === 'component') {
    const imports = componentImports(binary);
    return { count: imports.length, modules: imports.map(({ name }) => ({ name, count: 1, names: [] })) };
  }
  const imports = moduleImports(binary);
  const modules = new Map<string, string[]>();
  for (const { module, name } of imports) {
    const names = modules.get(module);
    if (names === undefined) modules.set(module, [name]);
    else names.push(name);
  }
  return {
    count: imports.length,
    modules: [...modules].map(([name, names]) => ({
      name,
      count: names.length,
      names: names.slice(0, MAX_NAMES),
    })),
  };
}

/** The component around a program says what made it one, the program what compiled it. */
function madeBy(binary: WasmBinary): CheckJson['made_by'] {
  const main = mainCoreModule(binary)?.module;
  const all = [...(main === undefined ? [] : producers(main)), ...(main === binary ? [] : producers(binary))];
  const once = new Map(all.map((one) => [`${one.field} ${one.name} ${one.version}`, one]));
  return [...once.values()].slice(0, MAX_NAMES);
}

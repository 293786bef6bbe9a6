import type { WasmComponent, WasmModule } from '../frame/binary.ts';
import type { CoreInstance } from './component-core.ts';
import { componentCore } from './component-core.ts';
import { memoize } from '../frame/memoize.ts';
import { enclosingComponent } from './enclosing-component.ts';
import { moduleImports } from '../module/module-imports.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';

/**
 * Which exports of a core module its component uses, by name; undefined when that is not known, and so all of them
 * must be taken to be: for a module that stands by itself, that is exported or handed to another component, that is never
 * instantiated, or of which the component has a definition that cannot be decoded.
 *
 * A use is an alias of the export, which is how canonical lifts, `realloc`, `post-return`, destructors and
 * canonical built-ins come by it, or an import of another module that is instantiated with the instance.
 */
export function usedExports(module: WasmModule): ReadonlySet<string> | undefined {
  const component = enclosingComponent(module);
  return component && usesOf(component).get(module);
}

const usesOf: (component: WasmComponent) => ReadonlyMap<WasmModule, ReadonlySet<string>> = memoize(
  (component) => {
    try {
      return findUses(component);
    } catch (error) {
      if (error instanceof WasmFormatError) return new Map();
      throw error;
    }
  },
);

function findUses(component: WasmComponent): Map<WasmModule, Set<string>> {
  const { modules, instances, aliases, escaped } = componentCore(component);
  const uses = new Map<WasmModule, Set<string>>();
  const unknown = new Set<WasmModule>();
  const moduleOf = (instance: CoreInstance | undefined): WasmModule | undefined =>
    instance?.kind === 'instantiate' ? modules[instance.module] : undefined;
  for (const instance of instances) {
    const module = moduleOf(instance);
    if (module && !uses.has(module)) uses.set(module, new Set());
  }
  const use = (instance: number, name: string): void => {
    const module = moduleOf(instances[instance]);
    if (module) uses.get(module)?.add(name);
  };
  for (const { instance, name } of aliases) use(instance, name);
  for (const instance of instances) {
    if (instance.kind !== 'instantiate') continue;
    const module = modules[instance.module];
    for (const argument of instance.arguments.values()) {
      const given = moduleOf(instances[argument]);
      // What a module wants that is only known at run time is not known.
      if (given && module === undefined) unknown.add(given);
    }
    if (module === undefined || instance.arguments.size === 0) continue;
    for (const wanted of moduleImports(module)) {
      const from = instance.arguments.get(wanted.module);
      if (from !== undefined) use(from, wanted.name);
    }
  }
  for (const position of escaped) {
    const module = modules[position];
    if (module) unknown.add(module);
  }
  for (const module of unknown) uses.delete(module);
  return uses;
}

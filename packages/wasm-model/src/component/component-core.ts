import type { WasmComponent, WasmModule } from '../frame/binary.ts';
import type { ByteReader } from '../frame/byte-reader.ts';
import { componentExports, componentImports, readExternName } from './component-externs.ts';
import { readCoreSort, readSort } from './component-sort.ts';
import { sectionReader } from '../frame/find-section.ts';
import { readAlias } from './component-alias.ts';
import { MAX_ITEMS } from '../frame/item-limit.ts';
import { memoize } from '../frame/memoize.ts';

/** A core instance: a module with what it is given (import module name to core instance), or a bundle of definitions. */
export type CoreInstance =
  | { readonly kind: 'instantiate'; readonly module: number; readonly arguments: ReadonlyMap<string, number> }
  | { readonly kind: 'exports' };

/** What a component says of its core modules and their instances. */
export interface ComponentCore {
  /** The core module index space; undefined for a module that is imported or comes from elsewhere. */
  readonly modules: readonly (WasmModule | undefined)[];
  readonly instances: readonly CoreInstance[];
  /** Exports of core instances that the component takes out, to lift them or to hand them on. */
  readonly aliases: readonly { readonly instance: number; readonly name: string }[];
  /** Indices of core modules that others may instantiate: exported, or given to a component. */
  readonly escaped: ReadonlySet<number>;
  /** Whether it, or a component in it, takes a core module from a component around it. */
  readonly takesOuterModules: boolean;
}

/**
 * Decodes the definitions of a component that concern its core modules, without those nested in it (component-model
 * Binary.md, "Instance Definitions", "Alias Definitions"); anything unknown is a WasmFormatError.
 */
export const componentCore: (component: WasmComponent) => ComponentCore = memoize((component) => {
  const reading = new CoreReading();
  const imports = componentImports(component);
  const exports = componentExports(component);
  let nextImport = 0;
  let nextExport = 0;
  for (const section of component.sections) {
    const { nested, name, payloadEnd } = section;
    if (nested?.kind === 'module') reading.modules.push(nested);
    if (nested?.kind === 'component') reading.addNested(nested);
    for (; (imports[nextImport]?.offset ?? Infinity) < payloadEnd; nextImport++) {
      if (imports[nextImport]?.kind === 'core module') reading.modules.push(undefined);
    }
    for (; (exports[nextExport]?.offset ?? Infinity) < payloadEnd; nextExport++) {
      const { kind, index } = exports[nextExport] as (typeof exports)[number];
      if (kind === 'core module') reading.exportModule(index);
    }
    const read = readers[name as keyof typeof readers];
    if (read === undefined) continue;
    const reader = sectionReader(component, section);
    for (let left = reader.count('definitions', MAX_ITEMS); left > 0; left--) read(reader, reading);
    reader.expectEnd(`the ${name} section`);
  }
  return reading;
});

class CoreReading implements ComponentCore {
  readonly modules: (WasmModule | undefined)[] = [];
  readonly instances: CoreInstance[] = [];
  readonly aliases: { readonly instance: number; readonly name: string }[] = [];
  readonly escaped = new Set<number>();
  takesOuterModules = false;

  /** Which of the modules so far a component takes is not followed: any of them may be. */
  addNested(component: WasmComponent): void {
    if (componentCore(component).takesOuterModules) this.takeOuterModule();
  }

  /** An alias may lead back to a module of this component itself. */
  takeOuterModule(): void {
    this.takesOuterModules = true;
    for (const index of this.modules.keys()) this.escaped.add(index);
  }

  /** An export adds to the index space that it is of. */
  exportModule(index: number): void {
    this.escaped.add(index);
    this.modules.push(this.modules[index]);
  }
}

const readers = {
  core_instance: (reader: ByteReader, reading: CoreReading): void => {
    if (reader.kind('form of a core instance', 2) === 0x01) {
      for (let left = reader.count('exports of a core instance'); left > 0; left--) {
        reader.skipName('an export of a core instance');
        readCoreSort(reader);
        reader.u32('the index of an export');
      }
      reading.instances.push({ kind: 'exports' });
      return;
    }
    const module = reader.u32('a core module index');
    const given = new Map<string, number>();
    for (let left = reader.count('arguments'); left > 0; left--) {
      const name = reader.name('the name of an argument');
      if (readCoreSort(reader) !== 'core instance')
        reader.failUnknown('expected a core instance as an argument', reader.pos - 1);
      given.set(name, reader.u32('a core instance index'));
    }
    reading.instances.push({ kind: 'instantiate', module, arguments: given });
  },
  instance: (reader: ByteReader, reading: CoreReading): void => {
    const form = reader.kind('form of an instance', 2);
    if (form === 0x00) reader.u32('a component index');
    for (let left = reader.count('parts of an instance'); left > 0; left--) {
      if (form === 0x00) reader.skipName('the name of an argument');
      else readExternName(reader);
      const sort = readSort(reader);
      const index = reader.u32('the index of a part');
      if (sort === 'core module') reading.escaped.add(index);
    }
  },
  alias: (reader: ByteReader, reading: CoreReading): void => {
    const alias = readAlias(reader);
    if (alias.kind === 'core export') reading.aliases.push(alias);
    if (alias.sort !== 'core module') return;
    if (alias.kind === 'outer') reading.takeOuterModule();
    reading.modules.push(undefined);
  },
} as const;

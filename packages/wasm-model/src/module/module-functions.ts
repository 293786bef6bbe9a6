import type { WasmModule } from '../frame/binary.ts';
import { findSection, sectionReader } from '../frame/find-section.ts';
import { importCounts } from './import-counts.ts';
import { MAX_ITEMS } from '../frame/item-limit.ts';
import { memoize } from '../frame/memoize.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';

/** The function index space: imported functions first, then defined ones. */
export interface ModuleFunctions {
  /** Imported and defined. */
  readonly count: number;
  /** A function with a smaller index is imported. */
  readonly imported: number;
  /** Per function its index into the module's types. */
  readonly type: Uint32Array;
  /** Per defined function (index minus `imported`) the offset of its entry: the body's size, then the body. */
  readonly entryStart: Uint32Array;
  /** Per defined function the offset of its body: locals, then instructions. */
  readonly bodyStart: Uint32Array;
  /** Per defined function the end of its body. */
  readonly bodyEnd: Uint32Array;
}

/** The functions of a core module (core spec 3.0, "Function Section" and "Code Section", 5.5.6 and 5.5.13). */
export const moduleFunctions: (module: WasmModule) => ModuleFunctions = memoize((module) => {
  const { functionTypes } = importCounts(module);
  const imported = functionTypes.length;
  const declared = readDeclared(module);
  const bodies = readBodies(module, declared.length);
  const type = new Uint32Array(imported + declared.length);
  type.set(functionTypes);
  type.set(declared, imported);
  return { count: type.length, imported, type, ...bodies };
});

function readDeclared(module: WasmModule): Uint32Array {
  const section = findSection(module, 'function');
  if (section === undefined) return new Uint32Array();
  const reader = sectionReader(module, section);
  const types = new Uint32Array(reader.count('functions', MAX_ITEMS));
  for (let index = 0; index < types.length; index++) types[index] = reader.u32('a type index');
  reader.expectEnd('the function section');
  return types;
}

function readBodies(
  module: WasmModule,
  declared: number,
): Pick<ModuleFunctions, 'entryStart' | 'bodyStart' | 'bodyEnd'> {
  const section = findSection(module, 'code');
  const reader = section && sectionReader(module, section);
  const at = reader?.pos ?? module.end;
  const count = reader?.count('function bodies', MAX_ITEMS) ?? 0;
  if (count !== declared) {
    throw new WasmFormatError(
      at,
      `expected ${declared} function bodies, as the function section declares, found ${count}`,
    );
  }
  const entryStart = new Uint32Array(count);
  const bodyStart = new Uint32Array(count);
  const bodyEnd = new Uint32Array(count);
  if (reader) {
    for (let index = 0; index < count; index++) {
      entryStart[index] = reader.pos;
      const size = reader.u32('the size of a function body');
      bodyStart[index] = reader.pos;
      reader.skip(size, 'a function body');
      bodyEnd[index] = reader.pos;
    }
    reader.expectEnd('the code section');
  }
  return { entryStart, bodyStart, bodyEnd };
}

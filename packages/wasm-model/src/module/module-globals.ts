import type { WasmModule } from '../frame/binary.ts';
import { ByteReader } from '../frame/byte-reader.ts';
import type { ConstantExpression } from '../code/constant-expression.ts';
import { readConstantExpression } from '../code/constant-expression.ts';
import { findSection, sectionReader } from '../frame/find-section.ts';
import type { GlobalType } from './global-type.ts';
import { readGlobalType } from './global-type.ts';
import { GrowableArray } from '../frame/growable-array.ts';
import { importCounts } from './import-counts.ts';
import { MAX_ITEMS } from '../frame/item-limit.ts';
import { memoize } from '../frame/memoize.ts';

export interface Global extends GlobalType {
  readonly imported: boolean;
  /** Undefined for an imported global. */
  readonly initial: ConstantExpression | undefined;
}

/** The globals of a module, kept as offsets: there may be as many as a fifth of its bytes. */
export interface ModuleGlobals {
  /** Imported and defined. */
  readonly length: number;
  /** A global with a smaller index is imported. */
  readonly imported: number;
  /** Decodes one; RangeError when there is none of that index. */
  readonly get: (index: number) => Global;
  /** The functions that initial values name, by the rising index of the global: entry `i` of both arrays belongs together. */
  readonly references: { readonly globals: Uint32Array; readonly functions: Uint32Array };
}

/** The globals of a core module, imported ones first (core spec 3.0, "Global Section", 5.5.9). */
export const moduleGlobals: (module: WasmModule) => ModuleGlobals = memoize((module) => {
  const { globalTypes } = importCounts(module);
  const imported = globalTypes.length;
  const section = findSection(module, 'global');
  const reader = section && sectionReader(module, section);
  const starts = new Uint32Array(reader?.count('globals', MAX_ITEMS) ?? 0);
  const globals = new GrowableArray();
  const functions = new GrowableArray();
  if (reader) {
    for (let defined = 0; defined < starts.length; defined++) {
      starts[defined] = reader.pos;
      for (const named of readDefined(reader).initial.functions) {
        globals.push(imported + defined);
        functions.push(named);
      }
    }
    reader.expectEnd('the global section');
  }
  const get = (index: number): Global => {
    const start = index < imported ? globalTypes[index] : starts[index - imported];
    if (start === undefined) throw new RangeError(`global ${index} does not exist here`);
    const at = new ByteReader(module.bytes, start, module.end);
    if (index >= imported) return readDefined(at);
    return { ...readGlobalType(at), imported: true, initial: undefined };
  };
  const references = { globals: globals.finish(), functions: functions.finish() };
  return { length: imported + starts.length, imported, get, references };
});

function readDefined(reader: ByteReader): Global & { readonly initial: ConstantExpression } {
  return { ...readGlobalType(reader), imported: false, initial: readConstantExpression(reader) };
}

import {
  moduleExports,
  moduleFunctions,
  moduleImports,
  moduleSignatures,
  type WasmModule,
} from '@wasmgate/wasm-model';
import type { ImportStub, JavaScriptTypes } from '../child/job.ts';

/** Reads what V8 must be told of a module's types. Throws WasmFormatError when a section is malformed. */
export function javaScriptTypes(module: WasmModule): JavaScriptTypes {
  const signatures = moduleSignatures(module);
  const { type } = moduleFunctions(module);
  const functions = moduleExports(module).filter(({ kind }) => kind === 'func');
  return {
    imports: moduleImports(module).map((entry): ImportStub => {
      const { module: from, name, description } = entry;
      const names = { module: from, name };
      switch (description.kind) {
        case 'func':
          return { ...names, kind: 'func', results: signatures[description.type]?.results ?? [] };
        case 'tag':
          return { ...names, kind: 'tag', parameters: signatures[description.type]?.parameters ?? [] };
        case 'global':
          return { ...names, kind: 'global', ...description.global };
        case 'table':
          return {
            ...names,
            kind: 'table',
            element: description.table.element,
            ...limits(description.table),
          };
        case 'memory': {
          const { shared } = description.memory;
          return { ...names, kind: 'memory', shared, ...limits(description.memory) };
        }
      }
    }),
    // What an export is called may be `__proto__`: entries make it a key like any other.
    parameters: Object.fromEntries(
      functions.map(({ name, index }) => [name, signatures[type[index] ?? 0]?.parameters ?? []]),
    ),
  };
}

const limits = ({ min, max, is64 }: { min: number; max: number | undefined; is64: boolean }) => ({
  min,
  ...(max === undefined ? {} : { max }),
  is64,
});

import { statSync } from 'node:fs';
import { metadataShow, print } from '@bytecodealliance/jco-transpile/wasm-tools';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WasmBinary, WasmModule } from '../../src/index.ts';
import {
  moduleExports,
  moduleFunctions,
  moduleImports,
  moduleNames,
  producers,
  readWasm,
} from '../../src/index.ts';
import { realModuleBytes, realModulePath, realModules } from './real-modules.ts';
import { leadsOf } from './leads-of.ts';
import { type PrintedModule, readPrinted } from './wasm-tools-text.ts';

/** The text of a larger module is hundreds of megabytes: its sections alone are compared, with what was recorded. */
const MOST_PRINTED_BYTES = 10_000_000;
const printable = realModules.filter(
  (real) => real.componentized !== true && statSync(realModulePath(real)).size <= MOST_PRINTED_BYTES,
);

/** A binary and those in it, outermost first: where each stands, as wasm-tools lists them. */
function ranges(binary: WasmBinary): { kind: string; range: [number, number] }[] {
  return [
    { kind: binary.kind, range: [binary.start, binary.end] },
    ...binary.sections.flatMap(({ nested }) => (nested ? ranges(nested) : [])),
  ];
}

/** Every tool a binary's producers section names, with its version. */
const tools = (binary: WasmBinary): string[] =>
  producers(binary).map(({ field, name, version }) => `${field} ${name} ${version}`);

describe.each(realModules)('wasm-tools, of $name ($producer),', (real) => {
  let binary: WasmBinary;
  let bytes: Uint8Array;
  beforeAll(async () => {
    bytes = await realModuleBytes(real);
    binary = readWasm(bytes);
  });

  it('finds the same binaries at the same place, made by the same tools', async () => {
    const shown = await metadataShow(bytes);
    expect(shown.map(({ metaType, range }) => ({ kind: metaType.tag, range }))).toEqual(ranges(binary));
    const [outer] = shown;
    expect(
      outer?.producers.flatMap(([field, values]) =>
        values.map(([name, version]) => `${field} ${name} ${version}`),
      ),
    ).toEqual(tools(binary));
  });
});

describe.each(printable)('the text that wasm-tools prints of $name', (real) => {
  let module: WasmModule;
  let printed: PrintedModule;
  beforeAll(async () => {
    const bytes = await realModuleBytes(real);
    module = readWasm(bytes) as WasmModule;
    printed = readPrinted(await print(bytes));
  });

  it('has the same imports and exports', () => {
    expect(printed.imports).toEqual(
      moduleImports(module).map((entry) => `${entry.kind} ${entry.module}.${entry.name}`),
    );
    expect(printed.exports).toEqual(
      moduleExports(module).map(({ kind, index, name }) => `${kind} ${index} ${name}`),
    );
  });

  it('has the same functions with the same names', () => {
    const names = moduleNames(module).functions;
    expect(names.size > printed.functions.length / 2).toBe(real.named);
    expect(printed.functions.length).toBe(moduleFunctions(module).count);
    expect(printed.functions).toEqual(printed.functions.map((_, index) => names.get(index)));
  });

  it('has the same calls in every function', () => {
    const { imported } = moduleFunctions(module);
    const wrong = printed.leads.flatMap((leads, index) => {
      const found = leadsOf(module, imported + index);
      return leads.join() === found.join() ? [] : [{ function: imported + index, leads, found }];
    });
    expect(wrong).toEqual([]);
    expect(printed.leads.flat().length).toBeGreaterThan(printed.leads.length);
  });
});

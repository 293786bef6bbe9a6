import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WasmModule } from '../../src/index.ts';
import { coreModules, customSections, moduleExports, moduleImports, readWasm } from '../../src/index.ts';
import { realModuleBytes, realModules } from './real-modules.ts';

interface Named {
  readonly name: string;
  readonly kind: string;
}

/** The engine under the tests, which has a parser of its own; TypeScript's es2023 library does not declare it. */
const { Module: EngineModule } = (
  globalThis as unknown as {
    WebAssembly: {
      Module: (new (bytes: Uint8Array) => object) & {
        imports(module: object): (Named & { module: string })[];
        exports(module: object): Named[];
        customSections(module: object, name: string): ArrayBuffer[];
      };
    };
  }
).WebAssembly;

const kind = (word: string): string => (word === 'func' ? 'function' : word);

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe.each(realModules)('V8, of $name ($producer),', (real) => {
  let module: WasmModule;
  let engine: object;
  beforeAll(async () => {
    module = (coreModules(readWasm(await realModuleBytes(real)))[0] as { module: WasmModule }).module;
    engine = new EngineModule(module.bytes.subarray(module.start, module.end));
  });

  it('finds the same imports and exports', () => {
    expect(EngineModule.imports(engine)).toEqual(
      moduleImports(module).map((entry) => ({
        module: entry.module,
        name: entry.name,
        kind: kind(entry.kind),
      })),
    );
    expect(EngineModule.exports(engine)).toEqual(
      moduleExports(module).map((entry) => ({ name: entry.name, kind: kind(entry.kind) })),
    );
  });

  it('finds the same bytes in every custom section', () => {
    const names = new Set(customSections(module).map(({ customName }) => customName as string));
    for (const name of names) {
      const found = customSections(module, name).map(({ contentStart, payloadEnd }) =>
        digest(module.bytes.subarray(contentStart, payloadEnd)),
      );
      const expected = EngineModule.customSections(engine, name).map((bytes) =>
        digest(new Uint8Array(bytes)),
      );
      expect(found, name).toEqual(expected);
    }
    expect(names.has('name')).toBe(EngineModule.customSections(engine, 'name').length > 0);
  });
});

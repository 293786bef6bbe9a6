import { describe, expect, it } from 'vitest';
import type { WasmModule } from '../src/index.ts';
import { customSections, readWasm, sectionBytes, stripModule } from '../src/index.ts';
import { componentBytes, custom, moduleBytes, section, smallSections } from './build-wasm.ts';
import { engine, readFile, realFiles } from './fixtures.ts';

const bytes = moduleBytes(
  custom('name', 0, 2, 1, 65),
  smallSections,
  custom('component-type:x', 9),
  custom('.debug'),
);

describe('stripping', () => {
  it('drops custom sections and nothing else', () => {
    expect(stripModule(bytes)).toEqual(moduleBytes(smallSections));
  });

  it('keeps the custom sections it is told to', () => {
    const stripped = stripModule(bytes, { keep: (name) => name.startsWith('component-type') });
    expect(stripped).toEqual(moduleBytes(smallSections, custom('component-type:x', 9)));
  });

  it('leaves padded sizes and its input as they are', () => {
    const padded = moduleBytes([1, 0x81, 0x80, 0], 0, custom('x'));
    const before = padded.slice();
    expect([...stripModule(padded)].slice(8)).toEqual([1, 0x81, 0x80, 0, 0]);
    expect(padded).toEqual(before);
  });

  it('leaves a real module that still compiles, with the same code', () => {
    const real = readFile(realFiles['wasm-tools.core2'] as string);
    const stripped = stripModule(real);
    const module = readWasm(stripped) as WasmModule;
    expect(customSections(module)).toEqual([]);
    expect(sectionBytes(module, 'code')).toEqual(sectionBytes(readWasm(real) as WasmModule, 'code'));
    expect(engine.validate(stripped)).toBe(true);
  });

  it('refuses a component and what is malformed', () => {
    expect(() => stripModule(componentBytes())).toThrow('expected a core module to strip, found a component');
    expect(() => stripModule(moduleBytes(section(1, 0), [99, 0]))).toThrow('unknown core section id 99');
  });
});

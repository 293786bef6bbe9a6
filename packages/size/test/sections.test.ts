import { describe, expect, it } from 'vitest';
import { readWasm } from '@wasmgate/wasm-model';
import { sectionsOf } from '../src/sections.ts';
import {
  component,
  coreModule,
  custom,
  isValid,
  nestedComponent,
  nestedModule,
  program,
} from './wasm-bytes.ts';

const sectionsIn = (bytes: Uint8Array) => sectionsOf(readWasm(bytes));
const total = (bytes: Uint8Array) => sectionsIn(bytes).reduce((sum, part) => sum + part.bytes, 0);

describe('the parts of a file', () => {
  const inner = component(nestedModule(program('inner')), custom('note', [1, 2, 3]));
  const outer = component(nestedModule(program('outer')), nestedComponent(inner), nestedModule(coreModule()));

  it('sum to the file, for a module and for a component at every level', () => {
    expect(isValid(program('text'))).toBe(true);
    for (const bytes of [coreModule(), program('text'), inner, outer])
      expect(total(bytes)).toBe(bytes.length);
  });

  it('follow one another without a gap', () => {
    let end = 0;
    for (const part of sectionsIn(outer)) {
      expect(part.offset).toBe(end);
      end += part.bytes;
    }
    expect(end).toBe(outer.length);
  });

  it('belong to the core modules or to the wrapper', () => {
    const parts = sectionsIn(component(nestedModule(program('x')), custom('note')));
    const core = parts.filter((part) => part.owner === 'core');
    expect(core.reduce((sum, part) => sum + part.bytes, 0)).toBe(program('x').length);
    expect(parts.filter((part) => part.owner === 'wrapper').map((part) => part.name)).toEqual([
      'preamble',
      'core_module',
      'note',
    ]);
  });

  it('leave what is nested out of the section that holds it', () => {
    const holder = sectionsIn(outer).find((part) => part.name === 'core_module');
    expect(holder).toMatchObject({ bytes: 2, header_bytes: 2, owner: 'wrapper', kind: 'section', id: 1 });
  });

  it('carry no control character of a hostile custom section name', () => {
    const parts = sectionsIn(coreModule(custom('\u001b[2J\u202e'), custom('')));
    expect(parts.map(({ name }) => name)).toEqual(['preamble', '\\u{1b}[2J\\u{202e}', 'custom']);
    expect(parts.map(({ path }) => path).join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

import { expect, it } from 'vitest';
import { moduleSignatures, readWasm, rewriteSections, type WasmModule } from '../src/index.ts';
import { componentBytes, custom, moduleBytes, nested, section } from './build-wasm.ts';

const inner = moduleBytes(section(1, 1, 0x60, 2, 0x7f, 0x7e, 1, 0x7d), custom('name', 0), custom('kept', 7));
const outer = componentBytes(custom('component-name', 1), nested(1, inner), custom('producers', 0));

it('drops and replaces sections at any depth, and writes lengths anew', () => {
  const bytes = rewriteSections(readWasm(outer), ({ customName }) => {
    if (customName === 'kept') return Uint8Array.from([1, 65]);
    return customName === undefined ? undefined : null;
  });
  const core = moduleBytes(section(1, 1, 0x60, 2, 0x7f, 0x7e, 1, 0x7d), [0, 2, 1, 65]);
  expect(bytes).toEqual(componentBytes(nested(1, core)));
});

it('leaves a binary as it is, padded lengths too, when nothing is asked', () => {
  const padded = componentBytes([1, 0x80 + inner.length, 0x80, 0, ...inner]);
  expect(rewriteSections(readWasm(padded), () => undefined)).toEqual(padded);
});

it('knows the signatures of functions', () => {
  expect(moduleSignatures(readWasm(inner) as WasmModule)).toEqual([
    { parameters: ['i32', 'i64'], results: ['f32'] },
  ]);
});

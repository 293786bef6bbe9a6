import { expect, it } from 'vitest';
import { checkPostlink } from '../src/check-postlink.ts';

it('a command that is told where to read and write passes', () => {
  for (const postlink of [
    ['wasm-bindgen', '--out-dir={output_dir}', '{input}'] as [string, string, string],
    undefined,
  ]) {
    expect(() => checkPostlink('wasmgate.json', postlink === undefined ? {} : { postlink })).not.toThrow();
  }
});

it.each([
  [['./tool', '{input}', '{output}'], 'no name of a command'],
  [['tool', '{output}', 'x'], 'where the module is'],
  [['tool', '{input}', 'x'], 'where to write'],
] as [[string, string, ...string[]], string][])('%j is refused: %s', (postlink, why) => {
  expect(() => checkPostlink('wasmgate.json', { postlink })).toThrow(why);
});

it('a prebuilt file was linked elsewhere', () => {
  const postlink: [string, string, ...string[]] = ['tool', '{input}', '{output}'];
  expect(() => checkPostlink('wasmgate.json', { wasm: 'a.wasm', postlink })).toThrow('was not linked here');
});

import { expect, test } from 'vitest';
import type { GuestShape } from '@wasmgate/wasm-model';
import { parseInvocation } from '@wasmgate/wasmtime';
import { cliCommand } from '../src/cli/cli-command.ts';
import { guestPlan } from '../src/guest/guest-plan.ts';

const command = (kind: 'module' | 'component', shape: GuestShape, calls: string[], mainFunction?: string) =>
  cliCommand(guestPlan(kind, { shape, mainFunction, exportsAnything: true }, calls.map(parseInvocation)));

test('a command is run as it is', () => {
  expect(command('module', 'command', ['f()'], '_start')).toEqual({ before: [], after: [] });
  expect(command('component', 'component', [], 'wasi:cli/run@0.2.0#run')).toEqual({ before: [], after: [] });
});

test('a component is called, with its arguments in WAVE', () => {
  const text = String.raw`f("a\"'\u{7}ß", '\'', [1, -2.5], true)`;
  const { before = [] } = command('component', 'component', [text]) ?? {};
  expect(before[0]).toBe('--invoke');
  expect(parseInvocation(before[1] ?? '')).toEqual(parseInvocation(text));
});

test('a core module is called with numbers after the file', () => {
  expect(command('module', 'reactor', ['add(1, -2)'])).toEqual({
    before: ['--invoke', 'add'],
    after: ['1', '-2'],
  });
});

test('what no command line can run', () => {
  expect(command('module', 'module', [])).toBeUndefined();
  expect(command('component', 'component', [])).toBeUndefined();
  expect(command('component', 'component', ['a:b/c#d()'])).toBeUndefined();
  expect(command('module', 'module', ['f("text")'])).toBeUndefined();
});

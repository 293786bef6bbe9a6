import { expect, test, vi } from 'vitest';
import { EnvironmentError, InputError, WasmgateError } from '../src/errors.ts';

class Derived extends EnvironmentError {}

test('an error of another copy of these classes, as each bundle of a tool has one, is known', async () => {
  vi.resetModules();
  const other = await import('../src/errors.ts');
  const input = new other.InputError('wrong', { fix: 'this' });
  expect(other.InputError).not.toBe(InputError);
  expect([input instanceof WasmgateError, input instanceof InputError]).toEqual([true, true]);
  expect(input instanceof EnvironmentError).toBe(false);
  expect(new other.EnvironmentError('gone') instanceof EnvironmentError).toBe(true);
});

test('what is none of them is none, and a derived class is itself only', () => {
  const others: unknown[] = [new Error('x'), { exitCode: 2 }, null, undefined, 2];
  for (const other of others)
    expect([other instanceof WasmgateError, other instanceof InputError]).toEqual([false, false]);
  expect(new Derived('x') instanceof EnvironmentError).toBe(true);
  expect(new EnvironmentError('x') instanceof Derived).toBe(false);
});

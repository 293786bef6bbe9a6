import { describe, expect, it } from 'vitest';
import { parseSymbol, undecorate } from '../../src/index.ts';

const HASH = '17h0123456789abcdefE';

/** One function, `core::ptr::drop_in_place::<tokio::sync::Notify>`, in every way of writing it. */
const written = {
  legacy: `_ZN4core3ptr40drop_in_place$LT$tokio..sync..Notify$GT$${HASH}`,
  v0: '_RINvNtCs1_4core3ptr13drop_in_placeNtNtCs2_5tokio4sync6NotifyE',
  demangled: 'core::ptr::drop_in_place<tokio::sync::Notify>::h0123456789abcdef',
  'half demangled': 'core::ptr::drop_in_place$LT$tokio..sync..Notify$GT$::h0123456789abcdef',
  'demangled without its hash': 'core::ptr::drop_in_place::<tokio::sync::Notify>',
};

const decorated: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => `${name} multivalue shim`,
  (name) => `${name} externref shim`,
  (name) => `byn-split-outlined-A$${name}`,
  (name) => `byn-split-outlined-A$byn-split-outlined-B$${name}`,
  (name) => `byn$mgfn-shared$${name}`,
  (name) => `legalstub$${name}`,
  (name) => `${name}#2`,
  (name) => `${name}_1`,
  (name) => `${name}.llvm.12345678901234567890`,
  (name) => `${name}.command_export`,
  (name) => `${name}.cold`,
  (name) => `${name}.cold.3`,
  (name) => `${name}.constprop.0`,
  (name) => `${name}.181`,
  (name) => `${name} (.llvm.123)`,
  (name) => `${name} [clone .cold]`,
  (name) => `byn-split-outlined-B$${name}.llvm.123.cold#2 multivalue shim`,
];

describe('what linkers and optimizers write around a name comes off', () => {
  it.each(Object.entries(written))('of a %s one', (_, name) => {
    const plain = parseSymbol(name)?.plain;
    expect(plain).toBeDefined();
    for (const decorate of decorated) {
      expect([decorate(name), parseSymbol(decorate(name))]).toEqual([
        decorate(name),
        expect.objectContaining({ crate: 'core', crates: ['core', 'tokio'], partial: false, plain }),
      ]);
    }
  });

  it('of a name of C as well', () => {
    expect(undecorate('byn-split-outlined-A$malloc.llvm.77').name).toBe('malloc');
  });

  it('and stands in the text for people, but for numbers that LLVM makes anew', () => {
    expect(parseSymbol('byn-split-outlined-A$_RNvC5tokio1f.cold.llvm.42 multivalue shim')?.text).toBe(
      'byn-split-outlined-A$tokio::f.cold multivalue shim',
    );
  });
});

describe('what only looks like a decoration stays', () => {
  it.each(['_1', '#2', '.cold', 'byn-split-outlined-A$', ' multivalue shim', ''])('%j is a name', (name) => {
    expect(undecorate(name)).toEqual({ prefix: '', name, suffix: '' });
  });

  it.each([
    ['_RNvC5tokio3f_1', 'tokio::f_1'],
    ['tokio::f_1', 'tokio::f_1'],
    [`_ZN5tokio3f_1${HASH}`, 'tokio::f_1'],
  ])('%s is %s', (name, plain) => {
    expect(parseSymbol(name)?.plain).toBe(plain);
  });
});

import { describe, expect, it } from 'vitest';
import { parseRustSymbol } from '../../src/rust-symbol/parse-rust-symbol.ts';

/** `role path` of every path, as the symbol gives them. */
function mentions(name: string): string[] | undefined {
  return parseRustSymbol(name)?.paths.map((path) => `${path.role} ${path.segments.join('::')}`);
}

/** All that a symbol says, what it makes when it is asked included. */
function said(name: string): Record<string, unknown> {
  const symbol: object = parseRustSymbol(name) ?? {};
  const made = Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(symbol)));
  const getters = made.flatMap(([key, { get }]) => (get === undefined ? [] : [[key, get.call(symbol)]]));
  return { ...symbol, ...Object.fromEntries(getters) };
}

describe('v0 symbols', () => {
  it('give crate, disambiguator and path of a plain function', () => {
    expect(said('_RNvNtCs1234_7mycrate3foo3bar')).toEqual({
      scheme: 'v0',
      crate: 'mycrate',
      // ((1*62+2)*62+3)*62+4, and one each for `integer_62` and for the optional tag.
      crate_disambiguator: (246208).toString(16),
      path: ['mycrate', 'foo', 'bar'],
      hash: null,
      instantiating_crate: null,
      text: 'mycrate::foo::bar',
      paths: [{ crate: 'mycrate', segments: ['mycrate', 'foo', 'bar'], role: 'defining' }],
      crates: ['mycrate'],
      partial: false,
    });
  });

  it('name the crate of a type argument and the instantiating crate', () => {
    const symbol = parseRustSymbol('_RINvNtC4core3ptr13drop_in_placeNtNtC5tokio3net9TcpStreamECs_3app');
    expect(symbol).toMatchObject({
      crate: 'core',
      instantiating_crate: 'app',
      crates: ['core', 'tokio', 'app'],
      text: 'core::ptr::drop_in_place::<tokio::net::TcpStream>',
    });
    expect(symbol?.paths[1]).toEqual({
      crate: 'tokio',
      segments: ['tokio', 'net', 'TcpStream'],
      role: 'type_argument',
    });
  });

  it('place a trait impl in the module it stands in, apart from its type and trait', () => {
    const name = '_RNvXs1_NtC5glue_1mINtNtC5alloc3vec3VecNtC5tokio1TENtNtC4core3fmt5Debug3fmt';
    expect(mentions(name)).toEqual([
      'defining glue_::m::{impl#3}::fmt',
      'trait core::fmt::Debug',
      'self_type alloc::vec::Vec',
      'type_argument tokio::T',
    ]);
    expect(parseRustSymbol(name)?.text).toBe('<alloc::vec::Vec<tokio::T> as core::fmt::Debug>::fmt');
  });

  it('place an inherent impl of a reference in its module', () => {
    expect(mentions('_RNvMC5crateRNtC5tokio1T1f')).toEqual([
      'defining crate::{impl#0}::f',
      'self_type tokio::T',
    ]);
  });

  it('place what a trait provides in the crate of the trait', () => {
    const symbol = parseRustSymbol('_RNvYNtC5tokio1TNtC6traits2Tr1f');
    expect(symbol).toMatchObject({
      crate: 'traits',
      path: ['traits', 'Tr', 'f'],
      text: '<tokio::T as traits::Tr>::f',
    });
    expect(symbol?.crates).toEqual(['traits', 'tokio']);
  });

  it('show closures and shims as segments', () => {
    expect(parseRustSymbol('_RNCNvC1a1fs_0')).toMatchObject({
      path: ['a', 'f', '{closure#1}'],
      text: 'a::f::{closure#1}',
    });
    expect(parseRustSymbol('_RNSNvC1a1f6vtable')?.text).toBe('a::f::{shim:vtable#0}');
  });

  it('find the traits of trait objects and the types bound to their items', () => {
    const name = '_RINvC1a1fDNtC4core8Iteratorp4ItemNtC5tokio1TNtC4core4SendEL_E';
    expect(parseRustSymbol(name)?.text).toBe('a::f::<dyn core::Iterator<Item = tokio::T> + core::Send>');
    expect(mentions(name)).toEqual([
      'defining a::f',
      'trait core::Iterator',
      'trait core::Send',
      'type_argument tokio::T',
    ]);
  });

  it('find types in function pointers, tuples, arrays, slices, pointers and constants', () => {
    const name = '_RINvC1a1fFG_RL0_NtC1b1TEuTNtC1c1TEANtC1d1Tj3_SPNtC1e1TKVNtC1g1TUE';
    expect(parseRustSymbol(name)?.text).toBe(
      "a::f::<for<'a> fn(&'a b::T), (c::T,), [d::T; 3], [*const e::T], {g::T}>",
    );
    expect(parseRustSymbol(name)?.crates.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'g']);
  });

  it('resolve back references to paths and types', () => {
    // `C5tokio` is at offset 3 (`2_`), the tuple at offset 12 (`b_`).
    const name = '_RINvC5tokio1fTNtB2_1TENtB2_1UBb_E';
    expect(parseRustSymbol(name)?.text).toBe('tokio::f::<(tokio::T,), tokio::U, (tokio::T,)>');
  });

  it('decode punycode identifiers', () => {
    expect(parseRustSymbol('_RNvC7mycrateu8gdel_5qa')?.path).toEqual(['mycrate', 'gödel']);
  });

  it('take no primitive type for a crate, newer ones included', () => {
    expect(parseRustSymbol('_RINvC1a1fhC3f16E')).toMatchObject({ text: 'a::f::<u8, f16>', crates: ['a'] });
  });

  it.each([
    ['_RINvC1a1fKb1_Kc78_Kln2a_Kj0_KpE', "a::f::<true, 'x', -42, 0, _>"],
    ['_RINvC1a1fKRe68690a_E', 'a::f::<"hi\\n">'],
    ['_RINvC1a1fKAhh1_h2_EE', null],
    [
      '_RINvC1a1fKRAh1_h2_EKTb0_EKVNtB2_1TTh1_EKVNtB2_1SS1xh1_EE',
      'a::f::<{&[1, 2]}, {(false,)}, {a::T(1)}, {a::S { x: 1 }}>',
    ],
    ['_RINvC1a1fKo123456789abcdef01_E', 'a::f::<0x123456789abcdef01>'],
  ])('print the constants of %s', (name, text) => {
    expect(parseRustSymbol(name)?.text ?? null).toBe(text);
  });

  it.each(['.llvm.1234ABCD', ''])('drop the suffix of ThinLTO: %s', (suffix) => {
    expect(parseRustSymbol(`_RNvC1a1f${suffix}`)?.text).toBe('a::f');
  });

  it('keep other suffixes in the text only', () => {
    expect(parseRustSymbol('_RNvC1a1f.cold.1')).toMatchObject({ path: ['a', 'f'], text: 'a::f.cold.1' });
  });

  it.each([
    '_R',
    '_RN',
    '_RNvC1a',
    '_RNvC1a1f!',
    '_RNvC1a1fX',
    '_RNvC1a9f',
    '_R1NvC1a1f',
    '_RNvC1a1é',
    '_RNvC1a1f.\n',
  ])('refuse %j', (name) => {
    expect(parseRustSymbol(name)).toBeNull();
  });
});

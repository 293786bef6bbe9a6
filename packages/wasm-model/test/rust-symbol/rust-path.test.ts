import { describe, expect, it } from 'vitest';
import { parseRustPath } from '../../src/rust-symbol/parse-rust-path.ts';

/** `role path` of every path in a demangled text. */
function mentions(text: string): string[] | undefined {
  return parseRustPath(text)?.paths.map((path) => `${path.role} ${path.segments.join('::')}`);
}

describe('demangled names', () => {
  it('give path and hash', () => {
    expect(parseRustPath('tokio::runtime::Runtime::new::h0123456789abcdef')).toEqual({
      scheme: 'text',
      crate: 'tokio',
      crate_disambiguator: null,
      path: ['tokio', 'runtime', 'Runtime', 'new'],
      hash: 'h0123456789abcdef',
      instantiating_crate: null,
      text: 'tokio::runtime::Runtime::new',
      paths: [{ crate: 'tokio', segments: ['tokio', 'runtime', 'Runtime', 'new'], role: 'defining' }],
      crates: ['tokio'],
      partial: false,
    });
  });

  it('give the crate disambiguators of the long form', () => {
    expect(parseRustPath('core[1a2b]::ptr::drop_in_place::<tokio[3c]::T>')).toMatchObject({
      crate: 'core',
      crate_disambiguator: '1a2b',
      path: ['core', 'ptr', 'drop_in_place'],
      crates: ['core', 'tokio'],
    });
  });

  it.each([
    [
      '<tokio::X as core::fmt::Debug>::fmt',
      ['defining tokio::{impl}::fmt', 'self_type tokio::X', 'trait core::fmt::Debug'],
    ],
    ['a::f::<&mut tokio::X>', ['defining a::f', 'type_argument tokio::X']],
    [
      'a::f::<[b::T; 3], (c::U,), *const d::V>',
      ['defining a::f', 'type_argument b::T', 'type_argument c::U', 'type_argument d::V'],
    ],
    [
      "alloc::boxed::Box<dyn for<'a> core::ops::Fn<(&'a b::T,), Output = c::U> + core::Send>::new",
      [
        'defining alloc::boxed::Box::new',
        'trait core::ops::Fn',
        'type_argument b::T',
        'type_argument c::U',
        'trait core::Send',
      ],
    ],
    ['a::f::<fn(b::T) -> c::U>', ['defining a::f', 'type_argument b::T', 'type_argument c::U']],
    ['a::f::<\'>\', "b::c>", {d::E::S { x: 1 }}>', ['defining a::f', 'type_argument d::E::S']],
    ['a::f::{closure#0}::{shim:vtable#0}', ['defining a::f::{closure#0}::{shim:vtable#0}']],
    ['core::slice::<impl [tokio::T]>::len', ['defining core::slice::{impl}::len', 'self_type tokio::T']],
    ['<[tokio::T]>::len', ['self_type tokio::T']],
    [
      '<T as core::convert::Into<U>>::into',
      ['defining core::convert::{impl}::into', 'trait core::convert::Into'],
    ],
  ])('name the paths of %s', (text, expected) => {
    expect(mentions(text)).toEqual(expected);
  });

  it('know no crate where none is said', () => {
    expect(parseRustPath('<[tokio::T]>::len')).toMatchObject({ crate: null, path: ['{impl}', 'len'] });
  });

  it('undo what a C++ demangler leaves of a legacy symbol', () => {
    const text = 'core::ptr::drop_in_place$LT$tokio..net..TcpStream$GT$::h0123456789abcdef';
    expect(parseRustPath(text)).toMatchObject({
      crate: 'core',
      text: 'core::ptr::drop_in_place<tokio::net::TcpStream>',
      crates: ['core', 'tokio'],
    });
  });

  it('accept the suffixes of linkers', () => {
    expect(parseRustPath('a::f (.llvm.123)')?.path).toEqual(['a', 'f']);
    expect(parseRustPath('a::f.llvm.123')?.path).toEqual(['a', 'f']);
  });

  it.each([
    'main',
    '__wasm_call_ctors',
    'wasi:cli/run@0.2.0#run',
    'a::f(int)',
    'a::f b::g',
    'a::f<b::T',
    'a::f>',
    '::',
    'a::',
    '',
  ])('refuse %j', (text) => {
    expect(parseRustPath(text)).toBeNull();
  });
});

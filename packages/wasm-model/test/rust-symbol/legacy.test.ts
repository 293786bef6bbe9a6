import { describe, expect, it } from 'vitest';
import { parseRustSymbol } from '../../src/rust-symbol/parse-rust-symbol.ts';

const HASH = '17h0123456789abcdefE';

/** A legacy symbol of these elements. */
function legacy(...elements: string[]): string {
  return `_ZN${elements.map((element) => `${element.length}${element}`).join('')}${HASH}`;
}

describe('legacy symbols', () => {
  it('give crate, path and hash', () => {
    expect(parseRustSymbol(legacy('tokio', 'runtime', 'Runtime', 'new'))).toEqual({
      scheme: 'legacy',
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

  it('find the type argument in an escaped element', () => {
    const symbol = parseRustSymbol(legacy('core', 'ptr', 'drop_in_place$LT$tokio..net..TcpStream$GT$'));
    expect(symbol).toMatchObject({
      crate: 'core',
      path: ['core', 'ptr', 'drop_in_place'],
      crates: ['core', 'tokio'],
    });
    expect(symbol?.paths[1]).toEqual({
      crate: 'tokio',
      segments: ['tokio', 'net', 'TcpStream'],
      role: 'type_argument',
    });
  });

  it('find type and trait of an impl, which is taken to stand in the later crate', () => {
    const symbol = parseRustSymbol(
      legacy('_$LT$tokio..net..TcpStream$u20$as$u20$core..ops..Drop$GT$', 'drop'),
    );
    expect(symbol?.text).toBe('<tokio::net::TcpStream as core::ops::Drop>::drop');
    expect(symbol?.paths.map((path) => `${path.role} ${path.segments.join('::')}`)).toEqual([
      'defining tokio::net::{impl}::drop',
      'self_type tokio::net::TcpStream',
      'trait core::ops::Drop',
    ]);
    expect(parseRustSymbol(legacy('_$LT$u8$u20$as$u20$mine..Tr$GT$', 'f'))?.crate).toBe('mine');
    expect(parseRustSymbol(legacy('_$LT$std..fs..File$u20$as$u20$mine..Tr$GT$', 'f'))?.crate).toBe('mine');
  });

  it('read an impl inside a module: what stands before `for` is the trait', () => {
    const element = '_$LT$impl$u20$core..convert..From$LT$b..E$GT$$u20$for$u20$std..io..Error$GT$';
    const symbol = parseRustSymbol(legacy('mine', 'error', element, 'from'));
    expect(symbol?.paths.map((path) => `${path.role} ${path.segments.join('::')}`)).toEqual([
      'defining mine::error::{impl}::from',
      'trait core::convert::From',
      'type_argument b::E',
      'self_type std::io::Error',
    ]);
  });

  it('read closures, shims and arrows', () => {
    expect(parseRustSymbol(legacy('a', 'f', '_$u7b$$u7b$closure$u7d$$u7d$'))?.path).toEqual([
      'a',
      'f',
      '{{closure}}',
    ]);
    expect(parseRustSymbol(legacy('a', 'f$u7b$$u7b$vtable.shim$u7d$$u7d$'))?.path).toEqual([
      'a',
      'f{{vtable.shim}}',
    ]);
    expect(parseRustSymbol(legacy('a', 'f$LT$fn$LP$$RP$$u20$.$GT$$u20$tokio..T$GT$'))?.crates).toEqual([
      'a',
      'tokio',
    ]);
  });

  it('keep the name of what is no path, and say that it proves nothing', () => {
    expect(parseRustSymbol(legacy('a', 'f$LT$tokio..T'))).toMatchObject({
      text: 'a::f<tokio::T',
      crate: null,
      crates: [],
      partial: true,
    });
  });

  it.each([
    '_ZN3foo3barE',
    '_ZN3foo3barEv',
    '_ZN17h0123456789abcdefE',
    '_ZN4testE',
    '_ZN',
    `_ZN3fo${HASH}`,
    'main',
  ])('refuse %s, which no rustc wrote', (name) => {
    expect(parseRustSymbol(name)).toBeNull();
  });
});

import { parseSymbol } from '@wasmgate/wasm-model';
import { describe, expect, it } from 'vitest';
import { familyKey, familyName } from '../src/program/family-key.ts';
import { definedIn, instantiatedFor } from '../src/program/owner.ts';
import { withoutGenerics } from '../src/program/without-generics.ts';
import { generic, plain } from './named-module.ts';

const readings = (name: string) => {
  const symbol = parseSymbol(name);
  return [definedIn(symbol).crate, instantiatedFor(symbol).crate];
};

const kind = (name: string) => definedIn(parseSymbol(name)).kind;

describe('a function is billed', () => {
  it.each([
    ['a plain function to its crate', plain('lib', 'f'), 'lib', 'lib'],
    ['a generic to the crate of its type argument', generic('lib', 'g', 'dep', 'app'), 'lib', 'dep'],
    ['a generic of std to the crate of its type argument', generic('core', 'g', 'dep', 'app'), 'core', 'dep'],
    [
      'a generic of a type of std to the crate that instantiated it',
      generic('lib', 'g', 'alloc', 'app'),
      'lib',
      'app',
    ],
    [
      'a generic of its own type to the crate that instantiated it',
      generic('lib', 'g', 'lib', 'app'),
      'lib',
      'app',
    ],
    ['an inlined function to the crate that has a copy', `${plain('lib', 'f')}C3app`, 'lib', 'app'],
    [
      'drop glue by the older mangling to the type it drops',
      '_ZN4core3ptr34drop_in_place$LT$tokio..Handle$GT$17h0123456789abcdefE',
      'core',
      'tokio',
    ],
    ['a plain function by the older mangling to its crate', '_ZN3app4main17h0123456789abcdefE', 'app', 'app'],
  ])('%s', (_what, name, defined, caused) => {
    expect(readings(name)).toEqual([defined, caused]);
  });

  it('to a crate, to what comes with the compiler, or to no crate at all', () => {
    expect(kind(plain('serde_json', 'f'))).toBe('crate');
    expect(kind(plain('alloc', 'f'))).toBe('sysroot');
    expect(kind(plain('__rustc', '__rust_alloc'))).toBe('sysroot');
    expect(kind('memcpy')).toBe('no_crate');
    expect(kind('_Z6memcpyPvPKvm')).toBe('no_crate');
  });
});

describe('a name of another language', () => {
  it.each([
    ['_ZN4absl4Cord3addEv', null, 'crate', 'absl'],
    ['_ZNSt3__26vectorIiE9push_backEOi', null, 'sysroot', 'std'],
    ['std::__2::vector<int>::push_back(int)', null, 'sysroot', 'std'],
    ['encoding_json.__decodeState_.object', 'go', 'sysroot', 'encoding_json'],
    ['(*internal/task.Queue).Pop', 'go', 'sysroot', 'internal/task'],
    ['github.com/acme/lib.Run', 'go', 'crate', 'github.com/acme/lib'],
    ['main.main', 'go', 'crate', 'main'],
    ['~lib/rt/itcms/__new', 'assemblyscript', 'sysroot', '~lib/rt/itcms'],
    ['~lib/as-bignum/integer/u128/u128#add', 'assemblyscript', 'crate', '~lib/as-bignum/integer/u128'],
    ['assembly/index/add', 'assemblyscript', 'crate', 'assembly/index'],
  ] as const)('%s has an owner', (name, language, ownerKind, owner) => {
    const symbol = parseSymbol(name, language);
    expect([definedIn(symbol), instantiatedFor(symbol)]).toEqual([
      { kind: ownerKind, crate: owner },
      { kind: ownerKind, crate: owner },
    ]);
  });
});

const key = (name: string) => familyKey(parseSymbol(name) as NonNullable<ReturnType<typeof parseSymbol>>);

const legacy = (type: string) =>
  `_ZN4core3ptr${21 + type.length}drop_in_place$LT$${type}$GT$17h0123456789abcdefE`;

const symbols = (...names: string[]) => names.flatMap((name) => parseSymbol(name) ?? []);

describe('a family', () => {
  it('is what differs in type arguments alone', () => {
    expect(key(generic('lib', 'g', 'a', 'app'))).toBe(key(generic('lib', 'g', 'b', 'other')));
    expect(key(generic('lib', 'g', 'a', 'app'))).not.toBe(key(generic('lib', 'h', 'a', 'app')));
    expect(key(legacy('u8'))).toBe(key(legacy('u16')));
  });

  it('of crates of one name and two versions is two', () => {
    expect(key('_RNvCs1234_3lib1f')).not.toBe(key('_RNvCs5678_3lib1f'));
  });

  it('has no part that an optimizer split off', () => {
    const name = generic('lib', 'g', 'a', 'app');
    expect(key(`byn-split-outlined-A$${name}`)).not.toBe(key(name));
    expect(key(`${name}.llvm.12`)).toBe(key(name));
  });

  it('is called by what its instances have in common', () => {
    expect(familyName(symbols(generic('lib', 'g', 'a', 'app'), generic('lib', 'g', 'b', 'app')))).toBe(
      'lib::g::<_>',
    );
  });
});

it.each([
  ['<alloc::vec::Vec<u8>>::reserve', '<alloc::vec::Vec<_>>::reserve'],
  ['core::ptr::drop_glue::<a::B<c::D>>', 'core::ptr::drop_glue::<_>'],
  ['<a::B<fn(u8) -> c::D> as e::F<g>>::h', '<a::B<_> as e::F<_>>::h'],
  ['<[u8]>::len', '<[u8]>::len'],
  ['plain', 'plain'],
  ['broken<a<b', 'broken<_>'],
])('%s without type arguments is %s', (text, expected) => {
  expect(withoutGenerics(text)).toBe(expected);
});

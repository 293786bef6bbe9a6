import { describe, expect, it } from 'vitest';
import { moduleNames, nameLanguage, parseSymbol } from '../../src/index.ts';
import { custom, name, sized, vec } from '../build-wasm.ts';
import { handMade } from '../fixtures.ts';

const owner = (text: string, language?: 'go' | 'assemblyscript') =>
  parseSymbol(text, language)?.crate ?? null;

describe('a mangled name of C++ is owned by its outermost scope', () => {
  it.each([
    ['_ZN4absl12lts_2024011613raw_hash_set6resizeEm', 'absl'],
    ['_ZNK4absl7Cord_vw4sizeEv', 'absl'],
    ['_ZNKR3app4Item3getEv', 'app'],
    ['_ZN4absl18container_internal12raw_hash_setINS_4PairEE4findERKS2_', 'absl'],
    ['_ZNSt3__26vectorIiNS_9allocatorIiEEE9push_backEOi', 'std'],
    ['_ZNSs6appendEPKc', 'std'],
    ['_ZSt4moveIRiEONSt16remove_referenceIT_E4typeEOS2_', 'std'],
    ['_ZZN3app4mainEvENKUlvE_clEv', 'app'],
    ['_ZThn16_N3app4Item3getEv', 'app'],
    ['_ZTv0_n24_N3app4Item3getEv', 'app'],
    ['_ZTVN3app4ItemE', 'app'],
    ['_ZGVZN3app4mainEvE5cache', 'app'],
    ['_ZN12_GLOBAL__N_14helpEv', '(anonymous namespace)'],
    ['_ZN5boost4asio2io.cold_1', 'boost'],
    ['_Z3addii', null],
    ['_ZN99xE', null],
    ['_Z', null],
  ])('%s: %s', (text, expected) => {
    expect(owner(text)).toBe(expected);
  });

  it('and its types are not read, which is said', () => {
    expect(parseSymbol('_ZN4absl4Cord3addEv')).toMatchObject({
      scheme: 'itanium',
      path: ['absl', 'Cord', 'add'],
      partial: true,
    });
  });
});

describe('a demangled name of C++ is owned by its outermost scope', () => {
  it.each([
    ['absl::Cord::append(absl::Cord const&)', 'absl'],
    ['void absl::swap<int>(int&, int&)', 'absl'],
    ['std::__2::vector<int, std::__2::allocator<int> >::push_back(int&&)', 'std'],
    ['(anonymous namespace)::Parser::next()', '(anonymous namespace)'],
    ['std::map<a::K, b::V>* app::make<a::K>(b::V (*)(int))', 'app'],
    ['app::main()::{lambda(int)#1}::operator()(int) const', 'app'],
    ['non-virtual thunk to app::Item::get()', 'app'],
    ['app::f(int) [clone .cold]', 'app'],
    ['add(int, int)', null],
    ['std::ostream& operator<<(std::ostream&, app::Item const&)', null],
    ['a::b(', 'a'],
    ['(((((::', null],
  ])('%s: %s', (text, expected) => {
    expect(owner(text)).toBe(expected);
  });
});

describe('a name of Go is owned by its package', () => {
  it.each([
    ['runtime.mallocgc', 'runtime'],
    ['main.main.func1', 'main'],
    ['main.__T_.String', 'main'],
    ['encoding_json.__decodeState_.object', 'encoding_json'],
    ['github.com_tetratelabs_wabin_binary.DecodeModule', 'github.com_tetratelabs_wabin_binary'],
    ['vendor_golang.org_x_text_unicode_norm.nfcData.lookup', 'vendor_golang.org_x_text_unicode_norm'],
    ['gopkg.in_yaml_2ev3.Unmarshal', 'gopkg.in_yaml.v3'],
    ['type_.eq.main.Point', 'main'],
    ['(*encoding/json.Decoder).Decode', 'encoding/json'],
    ['github.com/acme/lib.Run[github.com/acme/other.T]', 'github.com/acme/lib'],
    ['gopkg.in/yaml.v3.Unmarshal', 'gopkg.in/yaml.v3'],
    ['type_.eq._2_runtime.Frame', 'runtime'],
    ['type_.eq._4__2_main.Point', 'main'],
    ['type_.hash.struct___encoding_json.name_string_', null],
    ['_rt0_wasm_js', null],
  ])('%s: %s', (text, expected) => {
    expect(owner(text, 'go')).toBe(expected);
  });
});

it('functions that Go numbers itself are two', () => {
  expect(parseSymbol('main.init.0', 'go')?.plain).not.toBe(parseSymbol('main.init.1', 'go')?.plain);
});

describe('a name of AssemblyScript is owned by its file', () => {
  it.each([
    ['assembly/index/add', 'assembly/index'],
    ['assembly/shapes/Circle#area', 'assembly/shapes'],
    ['~lib/rt/itcms/__new', '~lib/rt/itcms'],
    ['~lib/array/Array<~lib/string/String>#push', '~lib/array'],
    ['start:assembly/index', 'assembly/index'],
    ['export:assembly/index/add', 'assembly/index'],
    ['assembly/index/run~anonymous|0', 'assembly/index'],
    ['~start', null],
    ['memory.fill', null],
  ])('%s: %s', (text, expected) => {
    expect(owner(text, 'assemblyscript')).toBe(expected);
  });
});

const languageOf = (...names: string[]) => {
  const section = custom('name', 1, sized(vec(...names.map((text, index) => [index, name(text)]))));
  return nameLanguage(moduleNames(handMade(section)).functions);
};

describe('the language of a module', () => {
  it('is known from what stands beside a name that does not tell', () => {
    expect(languageOf('main.main', 'runtime.mallocgc')).toBe('go');
    expect(languageOf('(*main.T).Do', 'runtime.alloc')).toBe('go');
    expect(languageOf('src/add', '~lib/rt/stub/__new')).toBe('assemblyscript');
    expect(languageOf('add', 'a.b', 'a/b')).toBeNull();
  });

  it('changes nothing for names that tell by themselves', () => {
    for (const language of ['go', 'assemblyscript'] as const) {
      expect(owner('_RNvC5tokio1f', language)).toBe('tokio');
      expect(owner('tokio::runtime::enter', language)).toBe('tokio');
      expect(owner('_ZN4absl4CordC2Ev', language)).toBe('absl');
    }
    expect(owner('main.main')).toBeNull();
    expect(owner('assembly/index/add')).toBeNull();
  });
});

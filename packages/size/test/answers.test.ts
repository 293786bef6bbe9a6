import { describe, expect, it } from 'vitest';
import { mainCoreModule, moduleFunctions, readWasm } from '@wasmgate/wasm-model';
import { answerCrate } from '../src/answers/crate.ts';
import { eliminateDeadCode } from '../src/answers/eliminate-dead-code.ts';
import { findFunctions } from '../src/answers/find-functions.ts';
import { stubFunctions } from '../src/answers/stub-functions.ts';
import { answerVerifyTop } from '../src/answers/verify-top.ts';
import { answerWhy } from '../src/answers/why.ts';
import { functionName } from '../src/program/program.ts';
import { analyseBytes, realFile } from './analyse-bytes.ts';
import { calls, filler, generic, namedModule, plain } from './named-module.ts';
import { isValid } from './wasm-bytes.ts';

/** i32.const 0, call_indirect of type 0 through table 0. */
const indirect = [0x41, 0, 0x11, 0, 0];

const bytes = namedModule({
  functions: [
    { name: plain('app', 'run'), export: 'run', body: calls(1, 3) },
    { name: plain('dep', 'entry'), body: [...calls(2), ...indirect] },
    { name: generic('dep', 'inner', 'app', 'app'), body: filler(30) },
    { name: plain('app', 'other'), body: calls(2) },
    { name: plain('tabled', 'f'), body: filler(9) },
    { name: plain('dead', 'f'), body: filler(50) },
    { name: generic('core', 'g', 'user', 'app') },
  ],
  table: [4],
});
const analysis = analyseBytes(bytes);

const found = (question: string) => {
  const { kind, functions } = findFunctions(analysis, question);
  return [kind, ...functions.map(functionName)];
};

describe('a question names', () => {
  it.each([
    ['a crate', 'dep', ['crate', 'dep::entry', 'dep::inner::<app::Type>']],
    ['a crate that only caused functions', 'user', ['crate', 'core::g::<user::Type>']],
    ['a function by its whole name', 'dep::inner::<app::Type>', ['function', 'dep::inner::<app::Type>']],
    ['by its mangled name', plain('app', 'other'), ['function', 'app::other']],
    ['by its export', 'run', ['function', 'app::run']],
    ['without type arguments', 'dep::inner::<_>', ['function', 'dep::inner::<app::Type>']],
    ['by the last part of its path', 'inner', ['function', 'dep::inner::<app::Type>']],
    ['by its index', '3', ['function', 'app::other']],
    ['as the tables call it', 'func[3]', ['function', 'app::other']],
    ['by any part of it', '::f', ['function', 'tabled::f', 'dead::f']],
  ])('%s', (_how, question, expected) => {
    expect(found(question)).toEqual(expected);
  });

  it('what is not there, and hears what is', () => {
    expect(() => findFunctions(analysis, 'tokio')).toThrow(/no function and no crate/);
    try {
      answerCrate(analysis, 'tokio', 5);
      expect.unreachable();
    } catch (error) {
      expect((error as { fix: string }).fix).toContain('dep');
    }
  });
});

const path = (question: string) =>
  answerWhy(analysis, question).paths.map((steps) =>
    steps.map(({ name, via, certainty }) => [name, via, certainty]),
  );

describe('why', () => {
  it('is the shortest path from an export', () => {
    expect(isValid(bytes)).toBe(true);
    expect(path('inner')).toEqual([
      [
        ['app::run', 'export', 'certain'],
        ['dep::entry', 'call', 'certain'],
        ['dep::inner::<app::Type>', 'call', 'certain'],
      ],
    ]);
  });

  it('of a crate is a path to each function through which it is entered', () => {
    expect(path('dep')).toEqual([
      [
        ['app::run', 'export', 'certain'],
        ['dep::entry', 'call', 'certain'],
      ],
    ]);
    expect(answerWhy(analysis, 'dep')).toMatchObject({ matches: 2, reachable: 2, retained: 0 });
  });

  it('says which step may go elsewhere', () => {
    expect(path('tabled').at(0)?.at(-1)).toEqual(['tabled::f', 'call_indirect', 'possible']);
  });

  it('of what nothing leads to is no path', () => {
    expect(answerWhy(analysis, 'dead')).toMatchObject({ matches: 1, reachable: 0, retained: 0, paths: [] });
  });

  it('finds a path of a real program', () => {
    const real = analyseBytes(realFile('clawft-agent', 'shipped'), realFile('clawft-agent', 'named'));
    const { paths } = answerWhy(real, 'serde_json');
    expect(paths.length).toBeGreaterThan(1);
    expect(paths.every(([first]) => first?.via === 'export' && first.export !== null)).toBe(true);
  });
});

it('a crate is told in both readings: what it defines, and what others define for it', () => {
  const dep = answerCrate(analysis, 'dep', 5);
  expect(dep.functions.items.map(({ name }) => name)).toEqual(['dep::inner::<app::Type>', 'dep::entry']);
  expect(dep.caused.count).toBe(0);
  const app = answerCrate(analysis, 'app', 5);
  expect(app.caused.items.map(({ name }) => name)).toEqual(['dep::inner::<app::Type>']);
  expect(app.size.instantiated_for_bytes).toBe(app.functions.bytes + app.caused.bytes);
});

describe('stubbing out', () => {
  const module = mainCoreModule(readWasm(bytes))?.module;
  if (module === undefined) throw new Error('no module');

  it('replaces bodies and nothing else', () => {
    const stubbed = stubFunctions(module, moduleFunctions(module), new Set([2]));
    expect(isValid(stubbed)).toBe(true);
    const functions = moduleFunctions(mainCoreModule(readWasm(stubbed))!.module);
    const sizes = [...functions.bodyEnd].map((end, at) => end - (functions.bodyStart[at] as number));
    expect(sizes).toEqual([6, 9, 3, 4, 29, 152, 2]);
  });

  it('and removing what nothing leads to frees what was predicted', async () => {
    const signal = new AbortController().signal;
    const { checks, bytes: all } = await answerVerifyTop(analysis, { top: 2, signal });
    expect(all).toBeLessThan(analysis.breakdown.parts.functions - 150);
    expect(checks.map(({ what, name, functions }) => [what, name, functions])).toEqual([
      ['function', 'app::run', 1],
      ['function', 'dep::inner::<app::Type>', 1],
      ['set', 'these 2 functions together', 2],
      ['crate', 'app', 2],
      ['crate', 'dep', 2],
    ]);
    for (const { predicted_bytes, measured_bytes } of checks)
      expect(Math.abs(predicted_bytes - measured_bytes)).toBeLessThanOrEqual(4);
  }, 60_000);

  it('refuses a module that wasm-opt refuses', async () => {
    const broken = namedModule({ functions: [{ name: 'f', body: calls(7), export: 'f' }] });
    await expect(eliminateDeadCode(broken, new AbortController().signal)).rejects.toThrow(
      /wasm-opt cannot read/,
    );
  }, 60_000);
});

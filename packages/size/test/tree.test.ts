import { treeReport } from '@wasmgate/contracts/tree';
import { expect, it } from 'vitest';
import type { Program } from '@wasmgate/contracts/tree';
import { programTree } from '../src/tree/program-tree.ts';
import { analyseBytes, realFile } from './analyse-bytes.ts';
import { calls, filler, generic, namedModule, plain } from './named-module.ts';
import { folder, runSize } from './run-size.ts';
import { program } from './wasm-bytes.ts';

const bytesIn = (list: readonly { readonly bytes: number }[]): number =>
  list.reduce((sum, { bytes }) => sum + bytes, 0);
const allBytes = ({ parts, functions, others }: Program): number =>
  Object.values(parts).reduce((sum, list) => sum + bytesIn(list), 0) +
  functions.bytes.reduce((sum, bytes) => sum + bytes, 0) +
  bytesIn(others);

it.each([['clawft-agent'], ['echo-module']] as const)('%s: every byte stands in the tree once', (subject) => {
  const bytes = realFile(subject, 'shipped');
  const tree = programTree(analyseBytes(bytes, realFile(subject, 'named')));
  expect(allBytes(tree)).toBe(bytes.length);
  const { name, module, instantiated_for, retained, holder, caller, step } = tree.functions;
  for (const column of [module, instantiated_for, retained, holder, caller, step])
    expect(column).toHaveLength(name.length);
});

it('tells whose a function is, what holds it, and how it is come to', () => {
  const tree = programTree(
    analyseBytes(
      namedModule({
        functions: [
          { name: plain('app', 'run'), export: 'run', body: calls(1) },
          { name: plain('dep', 'parse'), body: [...filler(5), ...calls(2)] },
          { name: generic('core', 'sort', 'dep', 'dep'), body: filler(30) },
          { name: plain('app', 'dead'), body: filler(2) },
        ],
      }),
    ),
  );
  const { functions, owners, modules, steps, exports } = tree;
  const of = (name: string) => {
    const at = functions.name.indexOf(name);
    return {
      owner: owners[modules[functions.module[at] ?? -1]?.owner ?? -1]?.crate,
      for: owners[functions.instantiated_for[at] ?? -1]?.crate,
      holder: functions.name[functions.holder[at] ?? -1] ?? null,
      caller: functions.name[functions.caller[at] ?? -1] ?? null,
      via: steps[functions.step[at] ?? -1]?.via,
      export: exports.find((one) => one.function === at)?.name ?? null,
    };
  };
  expect(of('app::run')).toMatchObject({ holder: null, caller: null, via: 'export', export: 'run' });
  expect(of('dep::parse')).toMatchObject({ holder: 'app::run', caller: 'app::run', via: 'call' });
  expect(of('core::sort::<dep::Type>')).toMatchObject({ owner: 'core', for: 'dep', holder: 'dep::parse' });
  expect(of('app::dead')).toMatchObject({ owner: 'app', holder: null, caller: null, via: 'unreferenced' });
});

it('is kept of a subject beside size.json, with both stages; of a file where --tree says', async () => {
  const [shipped, unoptimized] = [program('x'.repeat(3000)), program('y'.repeat(4000))];
  const dir = folder({
    'wasmgate.json': JSON.stringify({ wasm: 'prebuilt/app.wasm' }),
    'target/wasm-bench/build/shipped.wasm': shipped,
    'target/wasm-bench/build/unoptimized.wasm': unoptimized,
  });
  expect(await runSize(dir)).toMatchObject({ code: 0 });
  const tree = treeReport.read(dir);
  expect([tree.shipped.bytes, tree.unoptimized?.bytes, tree.changes]).toEqual([
    shipped.length,
    unoptimized.length,
    null,
  ]);
  const file = 'target/wasm-bench/build/shipped.wasm';
  const old = 'target/wasm-bench/build/unoptimized.wasm';
  const report = await runSize(dir, file, '--diff', old, '--tree', 'target/wasm-bench/tree.json');
  expect(report.code).toBe(0);
  expect(treeReport.read(dir)).toMatchObject({
    unoptimized: null,
    changes: { against: 'unoptimized.wasm', parts: { data: shipped.length - unoptimized.length } },
  });
});

import type { Program } from '@wasmgate/contracts/tree';
import { describe, expect, it } from 'vitest';
import { changeTree } from '../src/client/map/change-tree.ts';
import { findFunction, findNodes } from '../src/client/map/find-nodes.ts';
import { heldBy, holdersOf, pathTo } from '../src/client/map/function-paths.ts';
import { layOut } from '../src/client/map/lay-out.ts';
import { nextPlace } from '../src/client/map/move-focus.ts';
import { retainedTree } from '../src/client/map/retained-tree.ts';
import { shallowTree } from '../src/client/map/shallow-tree.ts';
import { shortName } from '../src/client/map/short-name.ts';
import type { TreeNode } from '../src/client/map/tree-node.ts';

/** run (100 B) calls parse (200 B), which alone calls sort (300 B); 50 B are not listed. */
const program: Program = {
  artifact: 'app.wasm',
  sha256: '0'.repeat(64),
  bytes: 800,
  unattributed: null,
  parts: {
    data: [{ name: '.rodata', count: 1, bytes: 100 }],
    core_sections: [{ name: 'type', count: 1, bytes: 50 }],
    custom_sections: [],
    wrapper: [],
  },
  owners: [
    { crate: 'app', kind: 'crate' },
    { crate: 'dep', kind: 'crate' },
    { crate: null, kind: 'unattributed' },
  ],
  modules: [
    { owner: 0, path: '' },
    { owner: 1, path: 'de' },
  ],
  steps: [
    { via: 'export', certain: true },
    { via: 'call', certain: true },
    { via: 'call_indirect', certain: false },
  ],
  functions: {
    count: 4,
    name: ['app::run', 'dep::de::parse', 'dep::de::sort::<app::Row>'],
    module: [0, 1, 1],
    instantiated_for: [0, 1, 0],
    bytes: [100, 200, 300],
    retained: [600, 500, 300],
    holder: [-1, 0, 1],
    caller: [-1, 0, 1],
    step: [0, 1, 2],
  },
  exports: [{ function: 0, name: 'run' }],
  others: [{ owner: 2, instantiated_for: 2, functions: 1, bytes: 50 }],
};

const outline = ({ name, bytes, parts }: TreeNode): unknown =>
  parts.length === 0 ? [name, bytes] : [name, bytes, parts.map(outline)];

describe('what fills the map', () => {
  it('is every byte, by section, owner, module and function', () => {
    expect(outline(shallowTree(program, 'defined_in'))).toEqual([
      'app.wasm',
      800,
      [
        [
          'code',
          650,
          [
            [
              'dep',
              500,
              [
                ['dep::de::sort::<app::Row>', 300],
                ['dep::de::parse', 200],
              ],
            ],
            ['app', 100, [['app::run', 100]]],
            ['unattributed', 50, [['1 small functions', 50]]],
          ],
        ],
        ['data', 100, [['.rodata', 100]]],
        ['other sections', 50, [['type', 50]]],
      ],
    ]);
  });

  it('bills a generic to whom it is there for', () => {
    const [code] = shallowTree(program, 'instantiated_for').parts;
    expect(code?.parts.map(outline)).toEqual([
      [
        'app',
        400,
        [
          ['dep::de', 300, [['dep::de::sort::<app::Row>', 300]]],
          ['its root', 100, [['app::run', 100]]],
        ],
      ],
      ['dep', 200, [['dep::de::parse', 200]]],
      ['unattributed', 50, [['1 small functions', 50]]],
    ]);
  });

  it('is what each function retains, below who holds it', () => {
    expect(outline(retainedTree(program))).toEqual([
      'code',
      650,
      [
        [
          'app',
          600,
          [
            [
              'app::run',
              600,
              [
                [
                  'dep::de::parse',
                  500,
                  [
                    ['dep::de::sort::<app::Row>', 300],
                    ['itself', 200],
                  ],
                ],
                ['itself', 100],
              ],
            ],
          ],
        ],
        ['small functions', 50],
      ],
    ]);
  });

  it('is what changed, by how much, up or down', () => {
    const change = { was: null, crate: 'dep', kind: 'crate' } as const;
    const root = changeTree({
      against: 'old.wasm',
      against_sha256: '0'.repeat(64),
      parts: { functions: -60, data: 10, core_sections: 0, custom_sections: 0, wrapper: 0 },
      functions: {
        count: 3,
        items: [
          { ...change, name: 'dep::a', status: 'removed', old_bytes: 100, new_bytes: 0, delta_bytes: -100 },
          { ...change, name: 'dep::b', status: 'new', old_bytes: 0, new_bytes: 30, delta_bytes: 30 },
        ],
        others: { count: 1, delta_bytes: 10 },
      },
    });
    const [code, data] = root.parts;
    expect([root.bytes, root.delta, code?.delta, code?.tone, data?.delta, data?.tone]).toEqual([
      150,
      -50,
      -60,
      'shrank',
      10,
      'grew',
    ]);
    expect(code?.parts.map(outline)).toEqual([
      [
        'dep',
        130,
        [
          ['dep::a', 100],
          ['dep::b', 30],
        ],
      ],
      ['1 smaller changes', 10],
    ]);
  });
});

it('finds what has a name, and of that no parts; and the way to a function', () => {
  const root = shallowTree(program, 'defined_in');
  expect(findNodes(root, 'DEP').map(({ node }) => node.name)).toEqual(['dep']);
  expect(findNodes(root, 'sort').map(({ path }) => path.map(({ name }) => name))).toEqual([
    ['app.wasm', 'code', 'dep', 'dep::de::sort::<app::Row>'],
  ]);
  expect(findNodes(root, ' ')).toEqual([]);
  expect(findFunction(root, 0)?.map(({ name }) => name)).toEqual(['app.wasm', 'code', 'app', 'app::run']);
  expect(findFunction(root, 9)).toBeUndefined();
});

it('says why a function is here, who holds it, and what it holds', () => {
  expect(pathTo(program, 2)).toEqual([
    { index: 0, via: 'export run', isCertain: true },
    { index: 1, via: 'calls', isCertain: true },
    { index: 2, via: 'may call through a table', isCertain: false },
  ]);
  expect([holdersOf(program, 2), heldBy(program, 0)]).toEqual([[1, 0], [1]]);
  const unlisted = { ...program, functions: { ...program.functions, caller: [-1, -1, 1] } };
  expect(pathTo(unlisted, 1)[0]).toEqual({ index: null, via: '', isCertain: true });
});

describe('the layout', () => {
  const root = shallowTree(program, 'defined_in');

  it('gives each tile an area of its bytes, inside the one that it is a part of', () => {
    const tiles = layOut(root, 800, 600);
    const places = new Map(tiles.map((tile) => [tile.node, tile]));
    for (const { path, x, y, width, height } of tiles) {
      const above = places.get(path.at(-2) as TreeNode);
      expect(x >= 0 && y >= 0 && x + width <= 800 && y + height <= 600).toBe(true);
      if (above === undefined) continue;
      expect(x >= above.x && x + width <= above.x + above.width).toBe(true);
      expect(y >= above.y && y + height <= above.y + above.height).toBe(true);
    }
    const area = (name: string): number => {
      const found = tiles.find(({ node }) => node.name === name);
      return (found?.width ?? 0) * (found?.height ?? 0);
    };
    expect(area('dep::de::sort::<app::Row>') / area('dep::de::parse')).toBeCloseTo(1.5, 0);
  });

  it('draws what is too small together, and nothing of a map without a size', () => {
    const parts = Array.from({ length: 5_000 }, (_, index) => ({
      ...root,
      name: `${index}`,
      bytes: 1,
      parts: [],
    }));
    const tiles = layOut({ ...root, bytes: 5_000, parts }, 100, 100);
    expect(tiles.map(({ node }) => node.name)).toEqual(['5000 smaller']);
    expect(layOut(root, 0, 0)).toEqual([]);
  });
});

const at = (left: number, top: number) => ({ left, top, width: 10, height: 10 });

it('moves to what lies straight ahead', () => {
  const [from, right, below, aside] = [at(0, 0), at(20, 0), at(0, 30), at(12, 25)];
  expect(nextPlace(from, 'ArrowRight', [from, right, below, aside])).toBe(right);
  expect(nextPlace(from, 'ArrowDown', [from, right, below, aside])).toBe(below);
  expect(nextPlace(from, 'ArrowLeft', [from, right, below, aside])).toBeUndefined();
});

it.each([
  ['printf_core', 'printf_core'],
  ['core::fmt::Formatter::pad', 'Formatter::pad'],
  ['<alloc::string::String as core::fmt::Write>::write_str', 'String::write_str'],
  ['<dlmalloc::Dlmalloc<dlmalloc::sys::System>>::malloc', 'Dlmalloc::malloc'],
  ['core::ptr::drop_in_place::<fn(u8) -> alloc::vec::Vec<u8>>', 'ptr::drop_in_place'],
  ['<', '<'],
  ['', ''],
])('%s is %s on a tile', (name, short) => expect(shortName(name)).toBe(short));

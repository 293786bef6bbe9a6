import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundleOptions } from '../src/bundle-options.ts';
import { externalsBanner } from '../src/externals-banner.ts';
import { entriesOf, packages, tools } from './tools.ts';

/** A workspace whose package-lock.json locks these packages. */
function workspaceThatLocks(locked: Record<string, { version: string; integrity?: string }>): string {
  const root = mkdtempSync(join(tmpdir(), 'wasmgate-banner-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const named = Object.entries(locked).map(([name, entry]) => [`node_modules/${name}`, entry]);
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: Object.fromEntries(named) }));
  return root;
}

describe('the banner', () => {
  it('names version and integrity of what was asked for, and of nothing else', () => {
    const root = workspaceThatLocks({
      binaryen: { version: '132.0.0', integrity: 'sha512-one' },
      '@scope/linked': { version: '0.1.0' },
      other: { version: '1.0.0', integrity: 'sha512-two' },
    });
    expect(externalsBanner(root, ['binaryen', '@scope/linked'])).toBe(
      '// outside: binaryen 132.0.0 sha512-one\n// outside: @scope/linked 0.1.0 ',
    );
    expect(externalsBanner(root, [])).toBe('');
  });

  it.each([
    ['another version', { version: '133.0.0', integrity: 'sha512-one' }],
    ['other bytes under the same version', { version: '132.0.0', integrity: 'sha512-other' }],
  ])('changes with %s', (_, upgraded) => {
    const before = workspaceThatLocks({ binaryen: { version: '132.0.0', integrity: 'sha512-one' } });
    const after = workspaceThatLocks({ binaryen: upgraded });
    expect(externalsBanner(after, ['binaryen'])).not.toBe(externalsBanner(before, ['binaryen']));
  });

  it('of a package that is not locked is an error that names it', () => {
    const root = workspaceThatLocks({});
    expect(() => externalsBanner(root, ['binaryen'])).toThrow('package-lock.json does not lock binaryen');
  });
});

const JCO = '@bytecodealliance/jco-transpile';

// wasm-opt is started as a program, so no import shows that a tool uses it.
const used: Record<(typeof tools)[number], readonly string[]> = {
  build: ['binaryen', JCO],
  size: ['binaryen'],
  'feature-check': [],
  settings: ['binaryen', JCO],
  'startup-bench': ['koffi'],
  memory: ['koffi'],
  'regression-compare': [],
  report: [],
};

describe.each(tools)('the bundle of %s', (tool) => {
  const options = bundleOptions(join(packages, tool), entriesOf(tool));
  const named = [...options.banner.js.matchAll(/^\/\/ outside: (\S+) \S+ sha512-\S+$/gm)].map(
    ([, name]) => name,
  );

  it('names what it uses and leaves outside', () => {
    expect(new Set(named)).toEqual(new Set(used[tool]));
  });

  it('imports nothing else from outside', async () => {
    const { metafile } = await build({ ...options, metafile: true, write: false });
    const modules = Object.values(metafile.outputs);
    expect(modules).toHaveLength(entriesOf(tool).length);
    const outside = modules
      .flatMap(({ imports }) => imports.filter(({ external }) => external === true))
      .map(({ path }) => path.split('/', path.startsWith('@') ? 2 : 1).join('/'))
      .filter((name) => !isBuiltin(name) && !name.startsWith('.'));
    // cli-table3 does without the package of colours.
    expect([...named, '@colors/colors']).toEqual(expect.arrayContaining(outside));
  });
});

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { bundleOptions } from '../src/bundle-options.ts';
import { entriesOf, packages } from './tools.ts';

/** The sources of each module that a tool is bundled into, by the module's name; and its text. */
async function modulesOf(tool: string): Promise<Map<string, { sources: string[]; text: string }>> {
  const options = bundleOptions(join(packages, tool), entriesOf(tool));
  const { metafile, outputFiles } = await build({ ...options, metafile: true, write: false });
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  return new Map(
    Object.entries(metafile.outputs).map(([file, { inputs }]) => [
      basename(file),
      { sources: Object.keys(inputs), text: texts.get(basename(file)) ?? '' },
    ]),
  );
}

const isWords = (source: string): boolean => source.startsWith('packages/words/');

describe.each(['build', 'size', 'feature-check', 'startup-bench', 'memory', 'regression-compare'])(
  'the bundle of %s',
  (tool) => {
    it('has its words in render.js alone, which main.js loads when it prints', async () => {
      const modules = await modulesOf(tool);
      const wordy = [...modules].filter(([, { sources }]) => sources.some(isWords)).map(([name]) => name);
      // wasm-verify and wasm-baseline print, and measure nothing.
      expect(wordy.filter((name) => !['verify.js', 'baseline.js'].includes(name))).toEqual(['render.js']);
      expect(modules.get('main.js')?.text).toContain('import("./render.js")');
    });

    it('declares every module as an output of compile', () => {
      const { tasks } = JSON.parse(readFileSync(join(packages, tool, 'turbo.json'), 'utf8')) as {
        tasks: { compile: { outputs: string[] } };
      };
      expect(tasks.compile.outputs).toEqual(entriesOf(tool).map((entry) => `dist/${entry}.js`));
    });
  },
);

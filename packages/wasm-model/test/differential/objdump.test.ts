import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Section, WasmBinary, WasmModule } from '../../src/index.ts';
import {
  importsOf,
  moduleData,
  moduleElements,
  moduleExports,
  moduleFunctions,
  moduleGlobals,
  moduleImports,
  moduleMemories,
  moduleTables,
  moduleTags,
  moduleTypes,
  readWasm,
} from '../../src/index.ts';
import recorded from './objdump.json' with { type: 'json' };
import { realModuleBytes, realModules } from './real-modules.ts';

const modules: Readonly<Record<string, { sha256: string; objdump: string[] }>> = recorded.modules;

/** Per section wasm-tools' word for it and, where both say how many items it has, our count. */
const words: Partial<
  Record<Section['name'], readonly [word: string, count?: (module: WasmModule) => number]>
> = {
  type: ['types', (module) => moduleTypes(module).count],
  import: ['imports', (module) => moduleImports(module).length],
  function: ['functions', defined],
  table: ['tables', (module) => moduleTables(module).length - importsOf(module, 'table').length],
  memory: ['memories', (module) => moduleMemories(module).length - importsOf(module, 'memory').length],
  tag: ['tags', (module) => moduleTags(module).length - importsOf(module, 'tag').length],
  global: ['globals', (module) => moduleGlobals(module).length - importsOf(module, 'global').length],
  export: ['exports', (module) => moduleExports(module).length],
  start: ['start'],
  element: ['elements', (module) => moduleElements(module).length],
  code: ['code', defined],
  data: ['data', (module) => moduleData(module).length],
  data_count: ['data count'],
  core_module: ['module'],
  core_instance: ['core instances'],
  alias: ['component alias'],
};

function defined(module: WasmModule): number {
  const { count, imported } = moduleFunctions(module);
  return count - imported;
}

/** What we say of a binary, as `wasm-tools objdump` prints it. */
function objdump(binary: WasmBinary): string[] {
  let nested = 0;
  return binary.sections.flatMap((section) => {
    const [word, count] = words[section.name] ?? [];
    if (section.customName === undefined && word === undefined)
      throw new Error(`no word for ${section.name}`);
    const { contentStart, payloadEnd } = section;
    const items = count && binary.kind === 'module' ? count(binary) : 1;
    const line = [
      section.customName === undefined ? word : `custom "${section.customName}"`,
      `| 0x${contentStart.toString(16)} - 0x${payloadEnd.toString(16)}`,
      `| ${payloadEnd - contentStart} bytes | ${items} count`,
    ].join(' ');
    if (section.nested === undefined) return [line];
    const at = nested++;
    return [
      line,
      `------ start module ${at} -------------`,
      ...objdump(section.nested),
      `------ end module ${at} -------------`,
    ];
  });
}

describe.each(realModules)('wasm-tools objdump, of $name ($producer),', (real) => {
  it('was recorded of these very bytes, and says what we say of every section', async () => {
    const bytes = await realModuleBytes(real);
    const said = modules[real.name];
    expect(createHash('sha256').update(bytes).digest('hex'), 'npm run record').toBe(said?.sha256);
    // Whether the last module ends with a line of its own has changed between versions.
    const lines = (said?.objdump ?? []).filter((line) => !line.startsWith('------ end'));
    expect(objdump(readWasm(bytes)).filter((line) => !line.startsWith('------ end'))).toEqual(lines);
  });
});

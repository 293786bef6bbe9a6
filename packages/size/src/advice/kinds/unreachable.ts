import { printable } from '@wasmgate/contracts/printable';
import { mainCoreModule, moduleFunctions, moduleImports, readWasm, stripModule } from '@wasmgate/wasm-model';
import { nothing, type AdviceKind } from '../kind.ts';
import { KEPT_FOR_TOOLS, REMOVE_UNUSED } from '../options.ts';
import { withCore } from '../target.ts';

/** Names of imports that stand in the advice. */
const MAX_NAMED = 20;

/** Functions that nothing leads to, and imports that nothing calls. */
export const unreachableKind: AdviceKind = {
  name: 'unreachable code and imports',
  propose: async (target, { optimize }) => {
    const { main } = target;
    if (main === undefined) return nothing;
    const given = stripModule(target.core, KEPT_FOR_TOOLS);
    // What writing it anew saves is not what is looked for here.
    const [asIs, made] = await Promise.all([optimize(given, []), optimize(given, REMOVE_UNUSED)]);
    const where = main.path;
    if (typeof made === 'string' || typeof asIs === 'string') {
      const detail = typeof made === 'string' ? made : String(asIs);
      return {
        proposals: [],
        failed: [{ code: 'nothing_leads_there', args: { functions: 0, imports: [] }, where, detail }],
      };
    }
    const [before, after] = [contentsOf(asIs), contentsOf(made)];
    const functions = before.functions - after.functions;
    const imports = [...before.imports].filter((name) => !after.imports.has(name));
    if (functions === 0 && imports.length === 0) return nothing;
    return {
      proposals: [
        {
          code: 'nothing_leads_there',
          args: { functions, imports: imports.slice(0, MAX_NAMED).map((name) => printable(name)) },
          where,
          file: withCore(target, made),
          reference: withCore(target, asIs),
          method: 'same_behaviour',
        },
      ],
    };
  },
};

function contentsOf(core: Uint8Array): { functions: number; imports: ReadonlySet<string> } {
  const module = mainCoreModule(readWasm(core))?.module;
  if (module === undefined) return { functions: 0, imports: new Set() };
  const { count, imported } = moduleFunctions(module);
  const imports = moduleImports(module).map(({ module: from, name }) => `${from} ${name}`);
  return { functions: count - imported, imports: new Set(imports) };
}

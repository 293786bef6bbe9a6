import { printable } from '@wasmgate/contracts/printable';
import {
  findSection,
  moduleExports,
  rewriteSections,
  stripModule,
  unsignedLeb,
  usedExports,
  type WasmModule,
} from '@wasmgate/wasm-model';
import { nothing, type AdviceKind } from '../kind.ts';
import { KEPT_FOR_TOOLS, REMOVE_UNUSED } from '../options.ts';
import { withCore, type Target } from '../target.ts';

/** Exports that hosts call by convention, whoever lists them. */
const conventional: ReadonlySet<string> = new Set(['_start', '_initialize', '__wasm_call_ctors']);

/** Names that stand in the advice. */
const MAX_NAMED = 20;

/** Exported functions that nobody calls, and what only they lead to. Who calls must be known: by the component, or by wasmgate.json. */
export const unusedExportsKind: AdviceKind = {
  name: 'unused exports',
  propose: async (target, { optimize }) => {
    const { main } = target;
    if (main === undefined) return nothing;
    const known = callersOf(target, main.module);
    if (typeof known === 'string') return { proposals: [], notLooked: known };
    const { used, evidence } = known;
    const unused = moduleExports(main.module)
      .filter(({ kind, name }) => kind === 'func' && !used.has(name) && !conventional.has(name))
      .map(({ name }) => name);
    if (unused.length === 0) return nothing;
    const without = new Set(unused);
    const args = {
      exports: unused.slice(0, MAX_NAMED).map((name) => printable(name)),
      count: unused.length,
      evidence,
    };
    const told = { code: 'exports_unused', args, where: main.path } as const;
    const [asIs, made] = await Promise.all(
      [target.core, withoutExports(main.module, without)].map((core) =>
        optimize(stripModule(core, KEPT_FOR_TOOLS), REMOVE_UNUSED),
      ),
    );
    if (typeof made !== 'object' || typeof asIs !== 'object')
      return { proposals: [], failed: [{ ...told, detail: String(made) }] };
    const [file, reference] = [withCore(target, made), withCore(target, asIs)];
    return { proposals: [{ ...told, file, reference, method: 'same_behaviour', compare: { without } }] };
  },
};

function callersOf(
  { analysis: { binary }, demanded }: Target,
  module: WasmModule,
): { used: ReadonlySet<string>; evidence: string } | string {
  if (binary.kind === 'component') {
    const used = usedExports(module);
    return used === undefined
      ? 'which exports the component uses is not known'
      : { used, evidence: 'the component uses none of them' };
  }
  return demanded === null || demanded.length === 0
    ? 'nothing says which exports are called: list them as "exports" in wasmgate.json'
    : { used: new Set(demanded), evidence: '"exports" in wasmgate.json lists none of them' };
}

function withoutExports(module: WasmModule, without: ReadonlySet<string>): Uint8Array {
  const all = moduleExports(module);
  const section = findSection(module, 'export');
  const kept = all.flatMap(({ kind, name, offset }, at) => {
    if (kind === 'func' && without.has(name)) return [];
    return [module.bytes.subarray(offset, all[at + 1]?.offset ?? section?.payloadEnd)];
  });
  const payload = Buffer.concat([Uint8Array.from(unsignedLeb(kept.length)), ...kept]);
  return rewriteSections(module, ({ name }) => (name === 'export' ? payload : undefined));
}

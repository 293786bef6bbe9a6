import {
  findSection,
  moduleElements,
  moduleExports,
  moduleFunctions,
  moduleTables,
  Opcode,
  rewriteSections,
  unsignedLeb,
  walkFunction,
  type WasmModule,
} from '@wasmgate/wasm-model';
import { nothing, type AdviceKind } from '../kind.ts';
import { withCore } from '../target.ts';

const FACTOR = 4;
const MIN_ELEMENTS = 256;
const FUNCREF = 0x70;

/** Code that fills a table. */
const fills: ReadonlySet<number> = new Set<number>([
  Opcode.tableSet,
  Opcode.tableInit,
  Opcode.tableCopy,
  Opcode.tableGrow,
  Opcode.tableFill,
  Opcode.tableAtomicSet,
]);

/** A table that begins far larger than what element segments put into it, where neither code nor the host fills it. */
export const tableKind: AdviceKind = {
  name: 'initial table',
  propose: async (target) => {
    const { main } = target;
    const [table, ...others] = main === undefined ? [] : moduleTables(main.module);
    if (main === undefined || table === undefined || others.length > 0 || table.imported) return nothing;
    const { min, max, element, is64, initial } = table;
    if (element !== 'funcref' || is64 || initial !== undefined) return nothing;
    const needed = filled(main.module);
    if (needed === null || min < FACTOR * needed || min - needed < MIN_ELEMENTS || isFilled(main.module))
      return nothing;
    const limits = [
      max === undefined ? 0 : 1,
      ...unsignedLeb(needed),
      ...(max === undefined ? [] : unsignedLeb(max)),
    ];
    const section = findSection(main.module, 'table');
    const payload = Uint8Array.from([1, FUNCREF, ...limits]);
    const core = rewriteSections(main.module, (each) => (each === section ? payload : undefined));
    return {
      proposals: [
        {
          code: 'table_oversized',
          args: { elements: min, needed_elements: needed },
          where: main.path,
          file: withCore(target, core),
          method: 'same_behaviour',
          compare: { anySize: true },
          least: -Infinity,
        },
      ],
    };
  },
};

/** Where the last active segment ends; null when that is not a constant. */
function filled(module: WasmModule): number | null {
  let end = 0;
  for (const { mode, tableOffset, functions } of moduleElements(module)) {
    if (mode !== 'active') continue;
    if (tableOffset === undefined) return null;
    end = Math.max(end, tableOffset + functions.length);
  }
  return end;
}

function isFilled(module: WasmModule): boolean {
  if (moduleExports(module).some(({ kind }) => kind === 'table')) return true;
  const { imported, count } = moduleFunctions(module);
  for (let index = imported; index < count; index++) {
    let found = false;
    walkFunction(module, index, ({ opcode }) => {
      found ||= fills.has(opcode);
    });
    if (found) return true;
  }
  return false;
}

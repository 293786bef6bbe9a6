import type { WasmModule } from '../../src/index.ts';
import { Opcode, callGraph, edgeKinds, walkFunction } from '../../src/index.ts';

const words: Readonly<Record<string, string>> = { ref_func: 'ref.func' };

/**
 * What a function leads to, in the words of the text format. Calls by type are edges to a node of a table and a type in the
 * graph: their type is read from the code.
 */
export function leadsOf(module: WasmModule, index: number): string[] {
  const { rows, targets, kinds, functions } = callGraph(module);
  const leads = new Set<string>();
  for (let edge = rows[index] as number; edge < (rows[index + 1] as number); edge++) {
    const kind = edgeKinds[kinds[edge] as number] as string;
    const target = targets[edge] as number;
    if (target < functions) leads.add(`${words[kind] ?? kind} ${target}`);
  }
  walkFunction(module, index, ({ opcode, first }) => {
    const byType = opcode === Opcode.callIndirect || opcode === Opcode.returnCallIndirect;
    if (byType) leads.add(`call_indirect ${first}`);
  });
  return [...leads].toSorted();
}

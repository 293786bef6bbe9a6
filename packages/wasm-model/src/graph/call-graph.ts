import { addressTaken } from './address-taken.ts';
import type { WasmModule } from '../frame/binary.ts';
import { ByteReader } from '../frame/byte-reader.ts';
import { EdgeCollector } from './edge-collector.ts';
import { addIndirectTargets } from './indirect-targets.ts';
import { InstructionCursor } from '../code/instruction-cursor.ts';
import { linkingInstructions } from '../code/linking-instructions.ts';
import { memoize } from '../frame/memoize.ts';
import { moduleFunctions } from '../module/module-functions.ts';
import { moduleTables } from '../module/module-tables.ts';
import type { TableClasses } from './table-classes.ts';

/**
 * Who leads to whom, as compressed sparse rows: the edges of `node` are `[rows[node], rows[node + 1])`.
 *
 * Nodes are the functions by their index, then one for each pair of a place (table, segment, global) and a type that code
 * uses: a call by type is an edge to such a node, from which `member` edges lead to the functions it may reach. So edges number about as many as
 * call sites, not call sites times functions.
 *
 * Tables that table.copy or a shared segment joins count as one. A table that the host sees, or that code writes
 * references to, may hold every function whose address is taken. What linear memory holds is not read: a number there
 * that is an index into a table (a vtable of Rust or C++) leads nowhere by itself, and whoever calls it is taken to
 * reach everything of that type in the table.
 */
export interface CallGraph {
  readonly module: WasmModule;
  /** Functions, imported and defined: the nodes below are functions, those from here on pairs of a table and a type. */
  readonly functions: number;
  readonly nodes: number;
  /** `nodes + 1` long. */
  readonly rows: Uint32Array;
  readonly targets: Uint32Array;
  /** Per edge its index into edgeKinds. */
  readonly kinds: Uint8Array;
  /** Which tables may hold the same functions, as code copies between them. */
  readonly tables: TableClasses;
  /**
   * Functions whose code is not known to its end (see unreadCode), by rising index. Their edges are those of what comes
   * before; what else they call, and put into tables, is not known: any table may then hold any reference.
   */
  readonly unread: Uint32Array;
}

/** The call graph of a core module; WasmFormatError when code is malformed or names something out of range. */
export const callGraph: (module: WasmModule) => CallGraph = memoize((module) => {
  const functions = moduleFunctions(module);
  const { rows, offsets, unread } = linkingInstructions(module);
  const collector = new EdgeCollector(module);
  const { edges, referenced, tables } = collector;
  const ownRows = new Uint32Array(functions.count + 1);
  const cursor = new InstructionCursor(new ByteReader(module.bytes, module.start, module.end));
  for (let index = functions.imported; index < functions.count; index++) {
    ownRows[index] = edges.length;
    edges.source = index;
    const defined = index - functions.imported;
    const end = rows[defined + 1] as number;
    for (let at = rows[defined] as number; at < end; at++) {
      cursor.readAt(offsets[at] as number);
      collector.visit(cursor);
    }
  }
  if (unread.length > 0) for (const table of moduleTables(module).keys()) tables.write(table, undefined);
  ownRows[functions.count] = edges.length;
  for (const index of addressTaken(module)) referenced[index] = 1;
  const all = addIndirectTargets(module, collector, ownRows);
  const nodes = all.rows.length - 1;
  return { module, functions: functions.count, nodes, ...all, tables, unread };
});

import type { WasmModule } from './binary.ts';
import { addressTaken } from './address-taken.ts';
import { walkBody } from './function-body.ts';
import { GrowableArray } from './growable-array.ts';
import type { InstructionCursor } from './instruction-cursor.ts';
import { memoize } from './memoize.ts';
import type { ModuleFunctions } from './module-functions.ts';
import { moduleFunctions } from './module-functions.ts';
import type { ModuleTypes } from './module-types.ts';
import { moduleTypes } from './module-types.ts';
import { Opcode } from './opcodes.ts';
import { WasmFormatError } from './wasm-format-error.ts';

/**
 * How one function leads to another. `call` and `return_call` are certain: the instruction names its target. The
 * others are possible: `ref_func` takes a reference; `call_indirect` and `call_ref` may reach every function of a fitting
 * type whose address is taken anywhere. `member` is the inner part of such a step: from a type to a function or subtype.
 */
export const edgeKinds = ['call', 'return_call', 'ref_func', 'call_indirect', 'call_ref', 'member'] as const;

export type EdgeKind = (typeof edgeKinds)[number];

/**
 * Who leads to whom, as compressed sparse rows: the edges of `node` are `[rows[node], rows[node + 1])`.
 *
 * Nodes are the functions by their index, then one node per type: an indirect call is an edge to its type's node, from
 * which `member` edges lead to the functions it may reach. So edges number about as many as call sites, not call sites
 * times functions. Each kind of edge stands at most once between two nodes.
 */
export interface CallGraph {
  readonly module: WasmModule;
  /** Functions, imported and defined: the nodes below are functions, those from here on types. */
  readonly functions: number;
  readonly nodes: number;
  /** `nodes + 1` long. */
  readonly rows: Uint32Array;
  readonly targets: Uint32Array;
  /** Per edge its index into edgeKinds. */
  readonly kinds: Uint8Array;
}

const CALL = edgeKinds.indexOf('call');
const RETURN_CALL = edgeKinds.indexOf('return_call');
const REF_FUNC = edgeKinds.indexOf('ref_func');
const CALL_INDIRECT = edgeKinds.indexOf('call_indirect');
const CALL_REF = edgeKinds.indexOf('call_ref');
const MEMBER = edgeKinds.indexOf('member');

/** The call graph of a core module; WasmFormatError when code is malformed or names a function or type out of range. */
export const callGraph: (module: WasmModule) => CallGraph = memoize((module) => {
  const functions = moduleFunctions(module);
  const types = moduleTypes(module);
  const rows = new Uint32Array(functions.count + types.count + 1);
  const edges = new EdgeList(rows.length - 1);
  const visit = edgeCollector(functions, types, edges);
  const referenced = new Uint8Array(functions.count);
  for (let index = functions.imported; index < functions.count; index++) {
    rows[index] = edges.length;
    edges.source = index;
    walkBody(module, functions, index, visit);
  }
  rows[functions.count] = edges.length;
  edges.markReferenced(referenced);
  for (const index of addressTaken(module)) referenced[index] = 1;
  addMembers(functions, types, referenced, rows, edges);
  return { module, functions: functions.count, nodes: rows.length - 1, rows, ...edges.finish() };
});

/** Collects edges in the order of their source, each (source, target, kind) once. */
class EdgeList {
  source = 0;
  readonly #targets = new GrowableArray();
  readonly #kinds = new GrowableArray(Uint8Array);
  /** Per kind and target the last source plus one. */
  readonly #seen: readonly Uint32Array[];

  constructor(nodes: number) {
    this.#seen = edgeKinds.map((kind) => new Uint32Array(kind === 'member' ? 0 : nodes));
  }

  get length(): number {
    return this.#targets.length;
  }

  add(target: number, kind: number): void {
    const seen = this.#seen[kind] as Uint32Array;
    if (seen[target] === this.source + 1) return;
    seen[target] = this.source + 1;
    this.push(target, kind);
  }

  push(target: number, kind: number): void {
    this.#targets.push(target);
    this.#kinds.push(kind);
  }

  /** Marks every function that a ref.func in code names. */
  markReferenced(referenced: Uint8Array): void {
    const seen = this.#seen[REF_FUNC] as Uint32Array;
    for (let index = 0; index < referenced.length; index++) if (seen[index] !== 0) referenced[index] = 1;
  }

  finish(): Pick<CallGraph, 'targets' | 'kinds'> {
    return { targets: this.#targets.finish(), kinds: this.#kinds.finish() };
  }
}

function edgeCollector(
  functions: ModuleFunctions,
  types: ModuleTypes,
  edges: EdgeList,
): (cursor: InstructionCursor) => void {
  const { count } = functions;
  const toFunction = (cursor: InstructionCursor, kind: number): void => {
    if (cursor.first >= count) {
      throw new WasmFormatError(cursor.offset, `function ${cursor.first} does not exist: there are ${count}`);
    }
    edges.add(cursor.first, kind);
  };
  const toType = (cursor: InstructionCursor, kind: number): void => {
    const type = types.canonical[cursor.first];
    if (type === undefined) {
      throw new WasmFormatError(
        cursor.offset,
        `type ${cursor.first} does not exist: there are ${types.count}`,
      );
    }
    edges.add(count + type, kind);
  };
  return (cursor) => {
    switch (cursor.opcode) {
      case Opcode.call:
        return toFunction(cursor, CALL);
      case Opcode.returnCall:
        return toFunction(cursor, RETURN_CALL);
      case Opcode.refFunc:
        return toFunction(cursor, REF_FUNC);
      case Opcode.callIndirect:
      case Opcode.returnCallIndirect:
        return toType(cursor, CALL_INDIRECT);
      case Opcode.callRef:
      case Opcode.returnCallRef:
        return toType(cursor, CALL_REF);
    }
  };
}

/**
 * From each type to the address-taken functions of exactly that type and to its declared subtypes, whose functions fit as
 * well (core spec 3.0, "Matching", 3.3): so a chain of subtypes costs one edge a link.
 */
function addMembers(
  functions: ModuleFunctions,
  types: ModuleTypes,
  referenced: Uint8Array,
  rows: Uint32Array,
  edges: EdgeList,
): void {
  const members = new Map<number, number[]>();
  const add = (type: number, node: number): void => {
    const list = members.get(type);
    if (list) list.push(node);
    else members.set(type, [node]);
  };
  for (let index = 0; index < functions.count; index++) {
    const type = types.canonical[functions.type[index] as number];
    if (referenced[index] === 1 && type !== undefined) add(type, index);
  }
  for (let type = 0; type < types.count; type++) {
    const supertype = types.supertype[type] as number;
    if (supertype >= 0 && types.canonical[type] === type) add(supertype, functions.count + type);
  }
  for (let type = 0; type < types.count; type++) {
    rows[functions.count + type] = edges.length;
    for (const node of members.get(type) ?? []) edges.push(node, MEMBER);
  }
  rows[functions.count + types.count] = edges.length;
}

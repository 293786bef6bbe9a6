import type { CallGraph } from '@wasmgate/wasm-model';

/** Labels in one word of a set. */
const WORD = 32;

/**
 * What each label retains, all labels at once. Every function may have a label, such as its crate; a label retains the
 * functions that carry it and those that roots lead to by no path without it.
 *
 * Labels on every path to a node are the largest solution of: those of the node, and what all its predecessors have in
 * common. That is a distributive dataflow problem, so a worklist finds the answer for all paths (G. A. Kildall, "A unified
 * approach to global program optimization", POPL 1973). Sets are bits, so memory is nodes times labels / 8 bytes, and a
 * set shrinks at most `labels` times.
 *
 * `label` gives per function a number below `labels`, or another one for none; `bytes` the weight of each function.
 */
export function retainedByLabel(
  graph: CallGraph,
  roots: Uint32Array,
  {
    label,
    labels,
    bytes,
  }: { readonly label: Uint32Array; readonly labels: number; readonly bytes: Uint32Array },
): Float64Array {
  const words = Math.max(1, Math.ceil(labels / WORD));
  const sets = labelsOnEveryPath(graph, roots, label, labels, words);
  const sums = new Float64Array(labels);
  for (let index = 0; index < graph.functions; index++) {
    const weight = bytes[index] as number;
    const own = label[index] as number;
    if (own < labels) sums[own] = (sums[own] as number) + weight;
    if (sets.reached[index] === 0) continue;
    for (let word = 0; word < words; word++) {
      let rest = sets.bits[index * words + word] as number;
      while (rest !== 0) {
        const bit = 31 - Math.clz32(rest);
        rest ^= 1 << bit;
        const one = word * WORD + bit;
        if (one !== own) sums[one] = (sums[one] as number) + weight;
      }
    }
  }
  return sums;
}

/** Per node the labels on every path to it, its own left out. */
interface Sets {
  readonly bits: Int32Array;
  readonly reached: Uint8Array;
}

function labelsOnEveryPath(
  { nodes, functions, rows, targets }: CallGraph,
  roots: Uint32Array,
  label: Uint32Array,
  labels: number,
  words: number,
): Sets {
  const bits = new Int32Array(nodes * words);
  const reached = new Uint8Array(nodes);
  const waiting = new Worklist(nodes);
  for (const root of roots) {
    reached[root] = 1;
    waiting.add(root);
  }
  const out = new Int32Array(words);
  const narrow = (target: number): void => {
    const at = target * words;
    if (reached[target] === 0) {
      reached[target] = 1;
      bits.set(out, at);
      waiting.add(target);
      return;
    }
    let changed = 0;
    for (let word = 0; word < words; word++) {
      const before = bits[at + word] as number;
      const after = before & (out[word] as number);
      bits[at + word] = after;
      changed |= before ^ after;
    }
    if (changed !== 0) waiting.add(target);
  };
  for (let node = waiting.next(); node !== undefined; node = waiting.next()) {
    out.set(bits.subarray(node * words, (node + 1) * words));
    const own = node < functions ? (label[node] as number) : labels;
    if (own < labels) out[own >>> 5] = (out[own >>> 5] as number) | (1 << (own & 31));
    const end = rows[node + 1] as number;
    for (let edge = rows[node] as number; edge < end; edge++) narrow(targets[edge] as number);
  }
  return { bits, reached };
}

/** A queue in which every node stands at most once. */
class Worklist {
  readonly #queue: Uint32Array;
  readonly #waits: Uint8Array;
  #head = 0;
  #length = 0;

  constructor(nodes: number) {
    this.#queue = new Uint32Array(nodes);
    this.#waits = new Uint8Array(nodes);
  }

  add(node: number): void {
    if (this.#waits[node] === 1) return;
    this.#waits[node] = 1;
    this.#queue[(this.#head + this.#length) % this.#queue.length] = node;
    this.#length += 1;
  }

  next(): number | undefined {
    if (this.#length === 0) return undefined;
    const node = this.#queue[this.#head] as number;
    this.#head = (this.#head + 1) % this.#queue.length;
    this.#length -= 1;
    this.#waits[node] = 0;
    return node;
  }
}

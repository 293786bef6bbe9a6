import { createHash } from 'node:crypto';
import { moduleFunctions, moduleTypes, Opcode, walkFunction, type WasmModule } from '@wasmgate/wasm-model';

/** Rounds of merging; each lets callers of what became equal become equal. More only finds more: fewer is never wrong. */
const MAX_ROUNDS = 8;

/**
 * Numbers for the functions of a module: two that have the same number have the same code, that is the same type, locals
 * and instructions, where calls of functions with the same number count as the same. It starts from every function being
 * its own and merges, as wasm-opt's duplicate-function-elimination does, so that what it calls equal is.
 */
export function equalFunctions(module: WasmModule): Uint32Array {
  const { count, imported } = moduleFunctions(module);
  let classes = Uint32Array.from({ length: count }, (_, index) => index);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const firsts = new Map<string, number>();
    const next = classes.map((_, index) => {
      if (index < imported) return index;
      const code = hashOf(module, index, classes);
      const first = firsts.get(code) ?? index;
      firsts.set(code, first);
      return first;
    });
    if (next.every((each, index) => each === classes[index])) break;
    classes = next;
  }
  return classes;
}

function hashOf(module: WasmModule, index: number, classes: Uint32Array): string {
  const { type, imported, bodyStart, bodyEnd } = moduleFunctions(module);
  const hash = createHash('sha256');
  hash.update(`${moduleTypes(module).canonical[type[index] ?? 0]} `);
  let from = bodyStart[index - imported] ?? 0;
  let isCall = false;
  walkFunction(module, index, (cursor) => {
    if (isCall) from = cursor.offset;
    isCall = namesFunction(cursor.opcode);
    if (!isCall) return;
    hash.update(module.bytes.subarray(from, cursor.offset));
    hash.update(`${cursor.opcode} ${classes[cursor.first]} `);
  });
  hash.update(module.bytes.subarray(from, bodyEnd[index - imported]));
  return hash.digest('base64');
}

const namesFunction = (opcode: number): boolean =>
  opcode === Opcode.call || opcode === Opcode.returnCall || opcode === Opcode.refFunc;

import type { WasmModule } from '../frame/binary.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';
import { moduleFunctions } from '../module/module-functions.ts';
import { moduleGlobals } from '../module/module-globals.ts';
import { moduleMemories } from '../module/module-memories.ts';
import { moduleTables } from '../module/module-tables.ts';
import { moduleTags } from '../module/module-tags.ts';
import { moduleTypes } from '../module/module-types.ts';
import { walkFunction } from './function-body.ts';

/** Opcodes that a proposal added, as `InstructionCursor.opcode` has them, and what wasm-opt calls the proposal. */
const byOpcode: readonly (readonly [from: number, to: number, feature: string])[] = [
  [0x06, 0x0a, 'exception-handling'],
  [0x12, 0x13, 'tail-call'],
  [0x14, 0x15, 'gc'],
  [0x15, 0x15, 'tail-call'],
  [0x18, 0x1f, 'exception-handling'],
  [0xd3, 0xd6, 'gc'],
  [0xfb0000, 0xfbffff, 'gc'],
  [0xfc0013, 0xfc0016, 'wide-arithmetic'],
  [0xfd0000, 0xfdffff, 'simd'],
  [0xfd0100, 0xfd0113, 'relaxed-simd'],
  [0xfe0000, 0xfeffff, 'threads'],
];

/** What is in that range all the same: drop, select and typed select. */
const core: ReadonlySet<number> = new Set([0x1a, 0x1b, 0x1c]);

/**
 * The features that a module shows by its code, types, memories, tables and tags, in the words of wasm-opt's `--enable-…`. Code that
 * cannot be walked tells what stands before.
 */
export function usedFeatures(module: WasmModule): ReadonlySet<string> {
  const found = new Set<string>();
  tolerate(() => addDeclared(module, found));
  const opcodes = new Set<number>();
  const { imported, count } = moduleFunctions(module);
  for (let index = imported; index < count; index++) {
    tolerate(() => walkFunction(module, index, ({ opcode }) => opcodes.add(opcode)));
  }
  for (const opcode of opcodes) {
    if (core.has(opcode)) continue;
    for (const [from, to, feature] of byOpcode) if (opcode >= from && opcode <= to) found.add(feature);
  }
  return found;
}

function addDeclared(module: WasmModule, found: Set<string>): void {
  const memories = moduleMemories(module);
  if (memories.length > 1) found.add('multimemory');
  for (const { is64, shared, pageBytes } of memories) {
    if (is64) found.add('memory64');
    if (shared) found.add('threads');
    if (pageBytes !== 65_536) found.add('custom-page-sizes');
  }
  for (const { is64, element } of moduleTables(module)) {
    if (is64) found.add('memory64');
    addType(element, found);
  }
  if (moduleTags(module).length > 0) found.add('exception-handling');
  if (moduleTypes(module).supertype.some((type) => type >= 0)) found.add('gc');
  const globals = moduleGlobals(module);
  for (let index = 0; index < globals.length; index++) {
    const { type, initial } = globals.get(index);
    addType(type, found);
    addExpression(module, initial, found);
  }
}

function addType(type: string, found: Set<string>): void {
  if (type === 'v128') found.add('simd');
  else if (type === 'exnref') found.add('exception-handling');
  else if (/^\(|^(?:any|eq|i31|struct|array|none|noextern|nofunc)ref$/.test(type)) found.add('gc');
}

const CONSTANTS: ReadonlySet<number> = new Set([0x23, 0x41, 0x42]);

/** More than one constant or global.get: a sum or a product of them. */
function addExpression(
  { bytes }: WasmModule,
  expression: { readonly start: number; readonly end: number } | undefined,
  found: Set<string>,
): void {
  if (expression === undefined || !CONSTANTS.has(bytes[expression.start] as number)) return;
  let at = expression.start + 1;
  while ((bytes[at] as number) >= 0x80) at += 1;
  // Behind the number stands the `end`, unless there is more.
  if (at + 2 < expression.end) found.add('extended-const');
}

function tolerate(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof WasmFormatError)) throw error;
  }
}

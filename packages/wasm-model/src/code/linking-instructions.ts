import type { WasmModule } from '../frame/binary.ts';
import { GrowableArray } from '../frame/growable-array.ts';
import { memoize } from '../frame/memoize.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';
import { moduleFunctions } from '../module/module-functions.ts';
import { moduleGlobals } from '../module/module-globals.ts';
import { scanBody } from './function-body.ts';
import { Opcode } from './opcodes.ts';

/** Where code refers to functions, tables and segments. Finding them takes longer than all that is asked of them. */
export interface LinkingInstructions {
  /** Per defined function (index minus imports) where its offsets begin; one longer than those. */
  readonly rows: Uint32Array;
  /** Offsets of opcodes, by rising function. */
  readonly offsets: Uint32Array;
  /** Functions with an opcode, a flag or a kind that nothing known gives a meaning: their offsets are those before it. By rising index. */
  readonly unread: Uint32Array;
  /** What is unknown in the first of them, with its offset; undefined when all code is known. */
  readonly problem: string | undefined;
}

/** First bytes of instructions that name a function, a type to call by, a table, a segment, or a continuation. */
const LINKING: readonly number[] = [
  Opcode.call,
  Opcode.returnCall,
  Opcode.refFunc,
  Opcode.callIndirect,
  Opcode.returnCallIndirect,
  Opcode.callRef,
  Opcode.returnCallRef,
  Opcode.tableGet,
  Opcode.tableSet,
  Opcode.contNew,
  Opcode.arrayNewElem >>> 16,
  Opcode.tableInit >>> 16,
  Opcode.tableAtomicGet >>> 16,
];

/** One walk over the code of a module. WasmFormatError when it is malformed, but not for what is unknown in it. */
export const linkingInstructions: (module: WasmModule) => LinkingInstructions = memoize((module) => {
  const functions = moduleFunctions(module);
  const wanted = new Uint8Array(256);
  for (const opcode of LINKING) wanted[opcode] = 1;
  // A frequent one, and of no interest where no global starts with a reference.
  if (moduleGlobals(module).references.globals.length > 0) wanted[Opcode.globalGet] = 1;
  const rows = new Uint32Array(functions.bodyStart.length + 1);
  const offsets = new GrowableArray();
  const unread = new GrowableArray();
  let problem: string | undefined;
  for (let index = functions.imported; index < functions.count; index++) {
    try {
      scanBody(module, functions, index, wanted, offsets);
    } catch (error) {
      if (!(error instanceof WasmFormatError) || !error.isUnknown) throw error;
      unread.push(index);
      problem ??= error.message;
    }
    rows[index - functions.imported + 1] = offsets.length;
  }
  return { rows, offsets: offsets.finish(), unread: unread.finish(), problem };
});

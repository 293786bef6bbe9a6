import { walkBody, type ModuleFunctions, type WasmModule } from '@wasmgate/wasm-model';
import * as w from './assembler.ts';
import { ByteWriter } from './byte-writer.ts';
import type { Places, RuntimeName } from './runtime/places.ts';

// Opcodes of what writes to memory (core spec 3.0, "Memory Instructions", 5.4.5, "Vector Instructions", 5.4.6).
const I32_STORE = 0x36;
const I64_STORE = 0x37;
const F32_STORE = 0x38;
const F64_STORE = 0x39;
const I32_STORE16 = 0x3b;
const I64_STORE32 = 0x3e;
const MEMORY_GROW = 0x40;
const MEMORY_INIT = 0xfc_0008;
const MEMORY_COPY = 0xfc_000a;
const MEMORY_FILL = 0xfc_000b;
const V128_STORE = 0xfd_000b;
const V128_STORE8_LANE = 0xfd_0058;
const V128_STORE64_LANE = 0xfd_005b;

/** First bytes of instructions that are looked at. */
const WANTED = new Uint8Array(256);
WANTED.fill(1, I32_STORE, I64_STORE32 + 1);
for (const byte of [MEMORY_GROW, 0xfc, 0xfd]) WANTED[byte] = 1;

/** The check that goes before a store; undefined for what is none. */
function checkOf(opcode: number): RuntimeName | undefined {
  if (opcode >= I32_STORE && opcode <= I64_STORE32) {
    if (opcode === I64_STORE || opcode > I32_STORE16) return 'checkI64';
    return opcode === F32_STORE ? 'checkF32' : opcode === F64_STORE ? 'checkF64' : 'checkI32';
  }
  if (opcode === V128_STORE || (opcode >= V128_STORE8_LANE && opcode <= V128_STORE64_LANE))
    return 'checkV128';
  return undefined;
}

/**
 * A function's body in which every instruction that writes to memory says where first, and every memory.grow is told. Nothing else
 * changes, and nothing that is there is left out. Atomic instructions are not looked at.
 */
export function rewriteBody(
  module: WasmModule,
  functions: ModuleFunctions,
  index: number,
  { runtime }: Places,
): Uint8Array {
  const { bytes } = module;
  const start = functions.bodyStart[index - functions.imported] as number;
  const end = functions.bodyEnd[index - functions.imported] as number;
  const writer = new ByteWriter(2 * (end - start));
  let copied = start;
  const before = (at: number): ByteWriter => {
    writer.copy(bytes, copied, at);
    copied = at;
    return writer;
  };
  // Large modules have millions of stores: what is the same for all of a function is made once.
  const known = new Map<RuntimeName, w.Code>();
  const telling = (name: RuntimeName): w.Code => {
    const made = known.get(name) ?? w.call(runtime(name), w.number(index));
    known.set(name, made);
    return made;
  };
  walkBody(module, functions, index, WANTED, ({ offset, opcode }) => {
    const check = checkOf(opcode);
    if (check !== undefined) {
      before(offset).u8(w.I32_CONST).s32(storeOffset(bytes, offset)).bytes(telling(check));
    } else if (opcode === MEMORY_INIT || opcode === MEMORY_COPY || opcode === MEMORY_FILL) {
      before(offset).bytes(telling('checkRange'));
    } else if (opcode === MEMORY_GROW) {
      before(offset).bytes(telling('grow'));
      copied = afterLeb(bytes, offset + 1);
    }
  });
  return writer.copy(bytes, copied, end).finish();
}

/** The constant that a store adds to its address: the last of the immediates that follow the opcode. */
function storeOffset(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  const afterOpcode = first === 0xfd ? afterLeb(bytes, at + 1) : at + 1;
  // Alignments fit a byte, and there is one memory: no index follows.
  let position = afterOpcode + 1;
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = bytes[position++] as number;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return value;
}

function afterLeb(bytes: Uint8Array, at: number): number {
  let position = at;
  while ((bytes[position] as number) >= 0x80) position++;
  return position + 1;
}

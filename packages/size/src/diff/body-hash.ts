import { Opcode, walkFunction, WasmFormatError } from '@wasmgate/wasm-model';
import type { FunctionRef } from '../program/program.ts';

/** What a body is compared by. */
export interface BodyHash {
  /** Of the whole body, with the names of called functions for their indices: those shift when a function goes. */
  readonly body: string;
  /** Of the opcodes alone, without immediates. */
  readonly shape: string;
  readonly instructions: number;
}

const callees: ReadonlySet<number> = new Set([Opcode.call, Opcode.returnCall, Opcode.refFunc]);

/** Hashes a body. `nameOf` gives what to call a callee by. Code that cannot be walked is compared byte by byte. */
export function hashBody({ module, index }: FunctionRef, nameOf: (index: number) => string): BodyHash {
  const { bytes, start, end } = bodyRange({ module, index });
  const body = new Hash();
  const shape = new Hash();
  let last = start;
  let callee = -1;
  let instructions = 0;
  const take = (upTo: number): void => {
    if (callee >= 0) body.addText(nameOf(callee));
    else body.addBytes(bytes, last, upTo);
  };
  try {
    walkFunction(module.module, index, ({ offset, opcode, first }) => {
      take(offset);
      instructions += 1;
      shape.add(opcode);
      body.add(opcode);
      last = offset;
      callee = callees.has(opcode) ? first : -1;
    });
    take(end);
  } catch (error) {
    if (!(error instanceof WasmFormatError)) throw error;
    const raw = new Hash();
    raw.addBytes(bytes, start, end);
    return { body: `raw ${raw.text()}`, shape: `raw ${raw.text()}`, instructions: 0 };
  }
  return { body: body.text(), shape: shape.text(), instructions };
}

function bodyRange({ module, index }: FunctionRef): { bytes: Uint8Array; start: number; end: number } {
  const { bodyStart, bodyEnd } = module.functions;
  const defined = index - module.imported;
  return {
    bytes: module.module.bytes,
    start: bodyStart[defined] as number,
    end: bodyEnd[defined] as number,
  };
}

/** Two 32-bit FNV-1a hashes with different bases and a count: enough to tell bodies apart, not against an attacker. */
class Hash {
  #one = 0x811c9dc5;
  #two = 0x9dc5811c;
  #count = 0;

  add(value: number): void {
    this.#one = Math.imul(this.#one ^ value, 0x01000193);
    this.#two = Math.imul(this.#two ^ value, 0x85ebca6b) ^ (this.#two >>> 13);
    this.#count += 1;
  }

  addBytes(bytes: Uint8Array, start: number, end: number): void {
    for (let at = start; at < end; at++) this.add(bytes[at] as number);
  }

  addText(text: string): void {
    for (let at = 0; at < text.length; at++) this.add(text.charCodeAt(at));
  }

  text(): string {
    return `${(this.#one >>> 0).toString(36)}.${(this.#two >>> 0).toString(36)}.${this.#count}`;
  }
}

import type { ComponentInstance, ModuleInstance } from '@wasmgate/wasmtime';
import { EXPORTS, LIST_START } from '../instrument/event-layout.ts';

const WORD_BYTES = 8;

/** What an instrumented instance told since the last time, from LIST_START on; asking makes it forget. */
export function readWords(instance: ComponentInstance | ModuleInstance): Buffer {
  const words = 'readMemory' in instance ? fromModule(instance) : fromComponent(instance);
  instance.getFunction(EXPORTS.clear).call();
  return words;
}

/** Address and length of the words stand where the result points. */
function fromModule(instance: ModuleInstance): Buffer {
  const [at] = instance.getFunction(EXPORTS.take).call();
  const slot = instance.readMemory(EXPORTS.events, Number(at), Number(at) + LIST_START);
  const [start, words] = [slot.readUInt32LE(0), slot.readUInt32LE(4)];
  return instance.readMemory(EXPORTS.events, start, start + words * WORD_BYTES);
}

function fromComponent(instance: ComponentInstance): Buffer {
  const [list] = instance.getFunction(EXPORTS.take).call();
  const words = BigUint64Array.from(list as readonly bigint[]);
  return Buffer.from(words.buffer);
}

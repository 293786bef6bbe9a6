import { resolveWasmtime } from '../src/wasmtime/resolve-wasmtime.ts';

// A process of its own for the tests: two at once, and one that is killed.
const progress = { step: (text: string) => void process.stderr.write(`${text}\n`), tick: () => {} };
const { version } = await resolveWasmtime({ env: process.env, dir: import.meta.dirname, progress });
process.stdout.write(version);

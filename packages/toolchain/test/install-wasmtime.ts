import { resolveLibraryVersion } from '../src/wasmtime/resolve-wasmtime.ts';

// A process of its own for the tests: two at once, and one that is killed. The library alone is enough for that.
const progress = { step: (text: string) => void process.stderr.write(`${text}\n`), tick: () => {} };
process.stdout.write(await resolveLibraryVersion({ env: process.env, dir: import.meta.dirname, progress }));

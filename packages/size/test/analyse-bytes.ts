import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWasm } from '@wasmgate/wasm-model';
import { analyse, type Analysis } from '../src/breakdown/make-breakdown.ts';

/** Takes bytes apart, with a named module if need be. */
export const analyseBytes = (bytes: Uint8Array, named?: Uint8Array | null): Analysis =>
  analyse({
    binary: readWasm(bytes),
    artifact: 'app.wasm',
    named: named === undefined ? null : { artifact: 'named.wasm', bytes: named },
  });

const subjects = join(import.meta.dirname, '../../../subjects');

/** Accepted artifacts of this repository's subjects: built by rustc, optimized by wasm-opt. */
export const realFile = (
  subject: 'clawft-agent' | 'echo-module',
  artifact: 'named' | 'shipped',
): Uint8Array => new Uint8Array(readFileSync(join(subjects, subject, 'baseline', `${artifact}.wasm`)));

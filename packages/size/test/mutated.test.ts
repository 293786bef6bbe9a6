import { WasmFormatError } from '@wasmgate/wasm-model';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffSizes } from '../src/diff/diff-sizes.ts';
import { answerWhy } from '../src/answers/why.ts';
import type { Analysis } from '../src/breakdown/make-breakdown.ts';
import { analyseBytes, realFile } from './analyse-bytes.ts';

const named = realFile('echo-module', 'named');
const whole = analyseBytes(named);

/** Sums are checked inside: what does not add up is thrown as a plain Error. */
function analyseOrRefuse(bytes: Uint8Array): Analysis | null {
  try {
    return analyseBytes(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(WasmFormatError);
    return null;
  }
}

it('a damaged module is taken apart, sums and all, or refused with an offset', () => {
  let apart = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(named.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      (changes) => {
        const bytes = named.slice();
        for (const [at, value] of changes) bytes[at] = value;
        const analysis = analyseOrRefuse(bytes);
        if (analysis === null) return;
        apart += 1;
        diffSizes(whole, analysis);
        if (analysis.retained.problem === null)
          answerWhy(analysis, String(analysis.breakdown.functions.items[0]?.index));
        JSON.stringify(analysis.breakdown);
      },
    ),
    { numRuns: 150 },
  );
  // Most damage lies in code and data, which hold any byte.
  expect(apart).toBeGreaterThan(20);
});

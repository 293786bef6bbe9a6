import { finishReport, isUnderTurbo, reportOptions, type BinSpec } from '@wasmgate/cli-kit';
import { dayOf } from '@wasmgate/contracts/judge-exceptions';
import { readSubject } from '@wasmgate/contracts/subject';
import { verifyReport } from '@wasmgate/contracts/verify';
import { readAccepted } from './read-accepted.ts';
import { readGate } from './read-gate.ts';
import { checkSlices } from './verify/check-settings.ts';
import { renderVerify } from './verify/render-verify.ts';
import { verifySubject } from './verify/verify-subject.ts';

/** wasm-verify: the gate. The only task that fails because of what was found. */
export function verifyBin(version: string): BinSpec {
  const summary = 'pass or fail a subject, on everything that its reports say';
  return {
    name: 'wasm-verify',
    version,
    summary,
    examples: ['wasm-verify', 'wasm-verify --strict', 'wasm-verify --json'],
    command: {
      summary,
      options: reportOptions,
      run: async (context) => {
        const { io, options } = context;
        const { subject, gate } = readGate(context);
        // Under turbo the slices are what the task is keyed on, and turbo has just made them.
        const here = isUnderTurbo(io) ? null : readSubject(io.cwd);
        const verification = verifySubject(subject, {
          gate,
          baseline: readAccepted(subject),
          strict: options['strict'] === true,
          problems: here === null ? [] : checkSlices(here, dayOf(io.now())),
        });
        verifyReport.write(subject.dir, verification.report);
        return finishReport(verifyReport, verification.report, context, async () =>
          renderVerify(verification, context.screen),
        );
      },
    },
  };
}

import { finishReport, reportOptions, type BinSpec } from '@wasmgate/cli-kit';
import { verifyAllCommand } from '@wasmgate/contracts/commands';
import { InputError } from '@wasmgate/contracts/errors';
import { dayOf } from '@wasmgate/contracts/judge-exceptions';
import { readSubject } from '@wasmgate/contracts/subject';
import { verifyReport } from '@wasmgate/contracts/verify';
import { readAccepted } from './read-accepted.ts';
import { renderVerify } from './verify/render-verify.ts';
import { verifySubject } from './verify/verify-subject.ts';

/** wasm-verify: the gate. The only task that fails because of what was found. */
export function verifyBin(version: string, now = () => new Date()): BinSpec {
  const summary = 'passes or fails a subject, on everything that its reports say';
  return {
    name: 'wasm-verify',
    version,
    summary,
    examples: ['wasm-verify', 'wasm-verify --strict', 'wasm-verify --json'],
    command: {
      summary,
      options: reportOptions,
      run: async (context) => {
        const subject = readSubject(context.io.cwd);
        if (subject === null) {
          throw new InputError(`${context.io.cwd}: no wasmgate.json here`, {
            fix: `run this in the folder of a subject, or for all of them: ${verifyAllCommand()}`,
          });
        }
        const strict = context.options['strict'] === true;
        const today = dayOf(now());
        const verification = verifySubject(subject, readAccepted(subject), { strict, today });
        verifyReport.write(subject.dir, verification.report);
        return finishReport(verifyReport, verification.report, context, async () =>
          renderVerify(verification, context.paint),
        );
      },
    },
  };
}

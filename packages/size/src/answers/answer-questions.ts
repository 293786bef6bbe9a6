import type { Progress } from '@wasmgate/cli-kit';
import { InputError } from '@wasmgate/contracts/errors';
import type { SizeJson } from '@wasmgate/contracts/size';
import { WasmFormatError } from '@wasmgate/wasm-model';
import { LISTED, type Analysis } from '../breakdown/make-breakdown.ts';
import { answerCrate } from './crate.ts';
import { answerVerifyTop } from './verify-top.ts';
import { answerWhy } from './why.ts';

/** What is asked of a file. */
export interface Questions {
  readonly crate: string | undefined;
  readonly why: string | undefined;
  readonly verifyTop: number | undefined;
  /** Functions listed, where that is more than LISTED. */
  readonly top: number | undefined;
}

/** Answers what is asked. InputError when it names nothing that is there, or the code cannot be walked. */
export async function answerQuestions(
  analysis: Analysis,
  questions: Questions,
  context: { readonly signal: AbortSignal; readonly progress: Progress },
): Promise<NonNullable<SizeJson['answers']>> {
  try {
    return await answerAll(analysis, questions, context);
  } catch (cause) {
    if (!(cause instanceof WasmFormatError)) throw cause;
    throw new InputError(`${analysis.artifact}: ${cause.message}`, {
      cause,
      fix: 'ask without --why and --verify-top: those walk the code',
    });
  }
}

async function answerAll(
  analysis: Analysis,
  { crate, why, verifyTop, top }: Questions,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: Progress },
): Promise<NonNullable<SizeJson['answers']>> {
  const onStub = (name: string) => progress.tick(`wasm-opt without ${name}`);
  return {
    ...(crate !== undefined && { crate: answerCrate(analysis, crate, Math.max(LISTED, top ?? 0)) }),
    ...(why !== undefined && { why: answerWhy(analysis, why) }),
    ...(verifyTop !== undefined && {
      verify_top: await answerVerifyTop(analysis, { top: verifyTop, signal, onStub }),
    }),
  };
}

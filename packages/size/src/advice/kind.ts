import type { AdviceArgs, AdviceCode } from '@wasmgate/contracts/advice-codes';
import type { Advice, Refusal } from '@wasmgate/contracts/advice';
import type { CompareOptions } from './replay/compare.ts';
import type { Target } from './target.ts';
import type { TryBuild } from './try-build.ts';
import type { Outcome } from './replay/outcome.ts';

/** A change that was made and has yet to be proven: the whole file, changed. */
export type Proposal = {
  [C in AdviceCode]: { readonly code: C; readonly args: AdviceArgs<C> };
}[AdviceCode] & {
  readonly where: string;
  readonly file: Uint8Array;
  /** What it is smaller than, where that is not the file as it is: the same without the change. */
  readonly reference?: Uint8Array;
  readonly method: Advice['proof']['method'];
  readonly compare?: CompareOptions;
  /** Bytes that it must save to be told; default: 0.5 % of the file. */
  readonly least?: number;
};

/** What could not even be made. */
export type Failed = Omit<Refusal, 'reason'>;

/** What came of looking: proposals, and what failed. */
export interface Proposals {
  readonly proposals: readonly Proposal[];
  readonly failed?: readonly Failed[];
  /** Why there was nothing to look at; absent: it was looked. */
  readonly notLooked?: string;
}

/** What kinds work with. */
export interface Workbench {
  /** wasm-opt, told what the module uses. A text is its refusal, or says that time is over. */
  readonly optimize: (bytes: Uint8Array, options: readonly string[]) => Promise<Uint8Array | string>;
  /** What calls of the module as it is do; null when it cannot be run. */
  readonly outcomes: () => Promise<readonly Outcome[] | null>;
  /** Builds the subject anew; null where that is not asked for. */
  readonly build: TryBuild | null;
  /** How many processes may run side by side. */
  readonly parallel: number;
  readonly tick: (what: string) => void;
}

/** A kind of advice: it looks for candidates and makes the change. Whether that holds and what it saves is measured by `judge`. */
export interface AdviceKind {
  /** As it stands in the report, and as a heading of docs/advice.md. */
  readonly name: string;
  readonly propose: (target: Target, bench: Workbench) => Promise<Proposals>;
}

/** Nothing to gain here. */
export const nothing: Proposals = { proposals: [] };

/** Nothing was found by names: where there are none, that says nothing. */
export const nothingByName = ({ analysis }: Target): Proposals =>
  analysis.names.functions === null ? { proposals: [], notLooked: 'functions have no names here' } : nothing;

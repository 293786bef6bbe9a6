import { optimizerVersion } from '@wasmgate/binaryen';
import { InputError } from '@wasmgate/contracts/errors';
import type { StubCheck, VerifyAnswer } from '@wasmgate/contracts/size';
import { mainCoreModule, moduleFunctions, reachability, readWasm } from '@wasmgate/wasm-model';
import { allFunctions } from '../breakdown/function-sizes.ts';
import type { Analysis } from '../breakdown/make-breakdown.ts';
import { printableName } from '../breakdown/owner-fields.ts';
import { crateLabel } from '../growth-findings.ts';
import { functionName, type ProgramModule } from '../program/program.ts';
import { eliminateDeadCode } from './eliminate-dead-code.ts';
import { predictStub } from './predict-stub.ts';
import { stubFunctions } from './stub-functions.ts';

/** How the check is done. */
export interface VerifyOptions {
  /** Functions, and crates, to check. */
  readonly top: number;
  readonly signal: AbortSignal;
  readonly onStub?: (name: string) => void;
}

/** A set of functions to stub out. */
interface Candidate extends Pick<StubCheck, 'what' | 'name'> {
  readonly set: ReadonlySet<number>;
  readonly retained: number;
}

/**
 * Holds retained sizes against wasm-opt: each of the `top` functions and crates that retain most is replaced by `unreachable` in
 * the main core module, what nothing leads to any more is removed, and the bytes of functions that went are counted. The
 * functions are also stubbed out together. Errors: InputError when there is no code, or wasm-opt refuses it.
 */
export async function answerVerifyTop(analysis: Analysis, options: VerifyOptions): Promise<VerifyAnswer> {
  const main = analysis.program.modules.find(({ module }) => module === analysis.names.main?.module);
  if (main === undefined || main.count === main.imported) {
    throw new InputError('--verify-top: the file has no functions');
  }
  if (analysis.retained.problem !== null)
    throw new InputError(`--verify-top: the code cannot be walked: ${analysis.retained.problem}`);
  const { signal, onStub } = options;
  const live = async (set: ReadonlySet<number>): Promise<number> =>
    functionBytes(await eliminateDeadCode(stubFunctions(main.module, main.functions, set), signal));
  const bytes = await live(new Set());
  const checks: StubCheck[] = [];
  for (const { what, name, set } of candidates(analysis, main, options.top)) {
    onStub?.(name);
    checks.push({
      what,
      name: printableName(name),
      functions: set.size,
      predicted_bytes: predictStub(main.module, main.bytes, set),
      measured_bytes: bytes - (await live(set)),
    });
  }
  return { wasm_opt: optimizerVersion(), bytes, checks };
}

function candidates({ program, retained }: Analysis, main: ProgramModule, top: number): Candidate[] {
  // What nothing leads to is gone already in what is compared with.
  const { state } = reachability(main.module);
  const all = allFunctions({ modules: [main] }).filter(({ index }) => state(index) !== 'unreferenced');
  const functions = all.map((one): Candidate => {
    return {
      what: 'function',
      name: functionName(one),
      set: new Set([one.index]),
      retained: retained.of(one) ?? 0,
    };
  });
  const crates = program.owners.flatMap((owner, id): Candidate[] => {
    const set = all.filter(({ index }) => main.definedIn[index] === id);
    if (set.length === 0) return [];
    const name = crateLabel(owner);
    return [
      { what: 'crate', name, set: new Set(set.map((one) => one.index)), retained: retained.ofSet(set) ?? 0 },
    ];
  });
  const largest = (list: readonly Candidate[]) =>
    list.toSorted((a, b) => b.retained - a.retained).slice(0, top);
  const chosen = largest(functions);
  const together = new Set(chosen.flatMap(({ set }) => [...set]));
  const set: Candidate = {
    what: 'set',
    name: `these ${chosen.length} functions together`,
    set: together,
    retained: 0,
  };
  return [...chosen, ...(chosen.length > 1 ? [set] : []), ...largest(crates)];
}

function functionBytes(wasm: Uint8Array): number {
  const module = mainCoreModule(readWasm(wasm))?.module;
  if (module === undefined) return 0;
  const { entryStart, bodyEnd } = moduleFunctions(module);
  return entryStart.reduce((sum, start, at) => sum + (bodyEnd[at] as number) - start, 0);
}

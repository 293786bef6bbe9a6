import { certaintyOf, NO_FUNCTION, reachability, retention, type PathStep } from '@wasmgate/wasm-model';
import type { FunctionRef } from '../program/program.ts';
import type { Retained } from '../program/retained.ts';

/** How a function is come to from outside. */
export interface Entry {
  readonly via: PathStep['via'] | 'retained' | 'unreferenced';
  readonly isCertain: boolean;
  /** The function before it on a shortest path; null: none. */
  readonly caller: FunctionRef | null;
  /** The export that it is entered by. */
  readonly export: string | null;
}

/** What links a function to others; both null where its module has no call graph. */
export interface CallLinks {
  /** The nearest function that every path to it leads through. */
  readonly holder: FunctionRef | null;
  readonly entry: Entry | null;
}

/** The links of one function: each is a step, so that a path is as long as it is, and no file costs more than its functions. */
export function callLinks(one: FunctionRef, retained: Retained): CallLinks {
  const { module, index } = one;
  if (retained.of(one) === null) return { holder: null, entry: null };
  const dominator = retention(module.module).dominator[index] ?? NO_FUNCTION;
  const { state, stepTo } = reachability(module.module);
  const last = stepTo(index);
  return {
    holder: dominator === NO_FUNCTION ? null : { module, index: dominator },
    entry:
      last === undefined
        ? {
            via: state(index) === 'retained' ? 'retained' : 'unreferenced',
            isCertain: false,
            caller: null,
            export: null,
          }
        : {
            via: last.step.via,
            isCertain: certaintyOf[last.step.via] === 'certain',
            caller: last.from === undefined ? null : { module, index: last.from },
            export: last.step.export ?? null,
          },
  };
}

import { printable } from '@wasmgate/contracts/printable';
import {
  functionLabel,
  moduleNames,
  nameLanguage,
  reachability,
  type PathStep,
  type WasmModule,
} from '@wasmgate/wasm-model';
import { certainPath } from './certain-path.ts';
import type { Evidence, Strength } from '../verdict/evidence.ts';
import { parseName } from '../rules/match-name.ts';

/** Whether a function can be called from outside, and how. */
export interface Reach {
  readonly strength: Extract<Strength, 'reachable' | 'retained'>;
  /** What the report says of it; put into words only when the report needs it, for a path may be long. */
  readonly fields: () => Pick<Evidence, 'reach' | 'via' | 'certain'>;
}

/** Steps of a path that are shown; the middle of a longer one is left out. */
const MAX_STEPS = 24;

/** What is in the artifact, though nothing says how it is reached. */
export const unknownReach: Reach = {
  strength: 'retained',
  fields: () => ({ reach: 'unknown' }),
};

/** How a function is reached. Code that cannot be followed never clears a function: it then is retained. */
export function reachOf(module: WasmModule, functionIndex: number): Reach {
  try {
    const { state, pathTo } = reachability(module);
    if (state(functionIndex) !== 'reachable')
      return { strength: 'retained', fields: () => ({ reach: 'retained' }) };
    const fields = () => {
      const certain = certainPath(module, functionIndex);
      const path = certain ?? pathTo(functionIndex) ?? [];
      const via = shorten(path).map((step) => stepText(module, step));
      return { reach: 'reachable', via, certain: certain !== undefined } as const;
    };
    return { strength: 'reachable', fields };
  } catch (error) {
    // wasm-model says so of instructions that it does not know as well.
    if (error instanceof Error && error.name === 'WasmFormatError') return unknownReach;
    throw error;
  }
}

function stepText(module: WasmModule, step: PathStep | number): string {
  if (typeof step === 'number') return `(${step} more)`;
  const language = nameLanguage(moduleNames(module).functions);
  const label = printable(parseName(functionLabel(module, step.function), language).text, 120);
  if (step.export !== undefined) {
    const name = printable(step.export, 120);
    return name === label ? `export ${name}` : `export ${name} = ${label}`;
  }
  return step.via === 'call' ? label : `(${step.via}) ${label}`;
}

/** The steps that are shown; a number stands for those left out. */
function shorten(steps: readonly PathStep[]): (PathStep | number)[] {
  if (steps.length <= MAX_STEPS) return [...steps];
  const half = MAX_STEPS / 2;
  return [...steps.slice(0, half), steps.length - MAX_STEPS, ...steps.slice(-half)];
}

import { BASIS_PARTS, type Basis, type BasisPart } from '../basis.ts';
import { metricOf } from '../metrics.ts';

const NO_OPTIMIZER = 'no wasm-opt';
const LINKED_BY = 'native by ';

/**
 * A basis as version 1 of baseline.json wrote it, in one line: `<toolchain>; <optimizer>; <componentizer> | <engine or
 * compressor>`, of a program `<toolchain>; native by <linker>`. The metric says what the last part is.
 */
export function oldBasis(metric: string, text: string): Basis {
  const parts = metricOf(metric)?.basis ?? BASIS_PARTS;
  const [made = '', measured] = text.split(' | ');
  const [toolchain = '', second, componentizer] = made.split('; ');
  const basis: Basis = { toolchain };
  if (second?.startsWith(LINKED_BY) === true) basis.linker = second.slice(LINKED_BY.length);
  else if (second !== undefined && second !== NO_OPTIMIZER) basis.optimizer = second;
  if (componentizer !== undefined) basis.componentizer = componentizer;
  return measured === undefined ? basis : { ...basis, ...measuredBy(measured, parts) };
}

function measuredBy(text: string, parts: readonly BasisPart[]): Basis {
  if (parts.includes('compressor')) return { compressor: text };
  if (!parts.includes('platform')) return { engine: text };
  const words = text.split(' ');
  return { engine: words.slice(0, -1).join(' '), platform: words.at(-1) ?? '' };
}

import type { Better } from '../compare-figures.ts';
import type { Kind } from '../../metric.ts';

/**
 * What a name in clawft's flat files says. These files may hold any name, so there is no table of them: lower is better, but
 * for throughput; `wasm_` is of the WebAssembly artifact, everything else of the native binary.
 */
export function readClawftName(name: string): { isWasm: boolean; kind: Kind; better: Better } {
  const isWasm = name.startsWith('wasm_');
  return {
    isWasm,
    kind: !isWasm ? 'native' : name.endsWith('_ms') ? 'timed' : 'exact',
    better: /throughput|_per_sec(ond)?(_|$)/.test(name) ? 'higher' : 'lower',
  };
}

import type { WasmBinary } from '../frame/binary.ts';
import { moduleExports } from '../module/module-exports.ts';
import { componentExports } from './component-externs.ts';

/** How a guest is started. */
export type GuestShape = 'component' | 'reactor' | 'module' | 'command';

/** Names of the WASI application ABI (preview1): `_start` makes a command, `_initialize` a reactor. */
const START = '_start';
const INITIALIZE = '_initialize';
/** The interface that `wasmtime run` calls in a component, in any version. */
const RUN_INTERFACE = /^wasi:cli\/run@/;

/** What is known of a guest from its bytes. */
export interface GuestFacts {
  readonly shape: GuestShape;
  /** The guest's main function, for a command of either kind: `_start`, `wasi:cli/run@0.2.0#run`. */
  readonly mainFunction: string | undefined;
  /** False when it exports nothing beyond memory: there would be nothing to start. */
  readonly exportsAnything: boolean;
}

/** Reads a guest's exports. Throws WasmFormatError when they are malformed. */
export function guestFacts(binary: WasmBinary): GuestFacts {
  if (binary.kind === 'component') {
    const names = componentExports(binary).map((entry) => entry.name);
    const run = names.find((name) => RUN_INTERFACE.test(name));
    return {
      shape: 'component',
      mainFunction: run === undefined ? undefined : `${run}#run`,
      exportsAnything: names.length > 0,
    };
  }
  const exports = moduleExports(binary);
  const functions = new Set(exports.filter((entry) => entry.kind === 'func').map((entry) => entry.name));
  const isCommand = functions.has(START);
  return {
    shape: isCommand ? 'command' : functions.has(INITIALIZE) ? 'reactor' : 'module',
    mainFunction: isCommand ? START : undefined,
    exportsAnything: exports.some((entry) => entry.kind !== 'memory'),
  };
}

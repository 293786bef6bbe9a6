import type { StartupJson } from './generated/startup.ts';
import type { WasmgateJson } from './generated/wasmgate.ts';

/** What starts guests; `off`: nothing does. */
export type EngineName = StartupJson['engine']['name'];

/** The engine that wasmgate.json names. */
export const engineOf = (startup: WasmgateJson['startup']): EngineName => startup?.engine ?? 'wasmtime';

/** Why nothing starts the guest; undefined when something does. */
export const startupOff = (startup: WasmgateJson['startup']): string | undefined =>
  startup?.engine === 'off' ? startup.reason : undefined;

/** Why nothing counts what the guest allocates; undefined when something does. */
export const memoryOff = ({
  memory,
  startup,
}: Partial<Pick<WasmgateJson, 'memory' | 'startup'>>): string | undefined =>
  memory?.off ?? startupOff(startup);

/** Where nothing runs a guest. */
export const NO_ENGINE = 'none';

/** An engine with its version, such as `wasmtime 49.0.0`; `none` where nothing starts a guest. */
export const engineText = ({ name, version }: StartupJson['engine']): string =>
  version === null ? NO_ENGINE : `${name} ${version}`;

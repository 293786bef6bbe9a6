import { pointerSlot, readPointer } from './layout.ts';
import { takeByteVec } from './memory.ts';
import type { Native, Pointer } from './prototypes.ts';

/** What went wrong, as far as wasmtime says; the message has the rest. */
export type WasmtimeErrorKind =
  /** The library cannot be loaded, or is not the version that was asked for. */
  | 'library'
  /** The bytes are no WebAssembly, or do not validate. */
  | 'invalid'
  /** A `.cwasm` is not what it should be, or was made by another engine. */
  | 'deserialize'
  | 'import_missing'
  | 'export_missing'
  | 'trap'
  /** The guest asked to exit; `exitStatus` has its number (0 included). */
  | 'exit'
  | 'out_of_fuel'
  /** The guest wants more than its store may have. */
  | 'out_of_memory'
  /** The machine gave no memory: a limit on the process, or there is none left. */
  | 'no_memory'
  /** There is no room for this guest: the pooling allocator's slots, or the store's number of memories. */
  | 'limit'
  /** A call's arguments do not fit the export's parameters. */
  | 'arguments'
  /** Valid, and beyond what this package does. */
  | 'unsupported'
  | 'other';

/** A failure of wasmtime or of a guest. The message is wasmtime's own where there is one. */
export class WasmtimeError extends Error {
  readonly kind: WasmtimeErrorKind;
  /** `import_missing`: the import, as `module::name` or `namespace:package/interface#function`. */
  readonly importName: string | undefined;
  /** `exit`: the status. */
  readonly exitStatus: number | undefined;

  constructor(
    kind: WasmtimeErrorKind,
    message: string,
    detail: { importName?: string | undefined; exitStatus?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = 'WasmtimeError';
    this.kind = kind;
    this.importName = detail.importName;
    this.exitStatus = detail.exitStatus;
  }
}

/** Which C call failed: the same words mean different things after different calls. */
export type Operation = 'compile' | 'deserialize' | 'link' | 'instantiate' | 'call' | 'other';

/**
 * The kind of one of wasmtime's messages. The C API has no codes for anything but core traps and exit
 * statuses, so the words of wasmtime 49 are matched here and nowhere else (test/errors.test.ts has them all
 * from the real library, so that an upgrade which rewords one fails there).
 */
function classifyMessage(operation: Operation, message: string): WasmtimeErrorKind {
  // The last line alone: the others hold names that the guest chose.
  if (/(?:^|[:\n] *)Cannot allocate memory \(os error 12\)$/.test(message)) return 'no_memory';
  if (message.includes('all fuel consumed')) return 'out_of_fuel';
  if (message.includes('pooling allocator') || message.includes('maximum concurrent')) return 'limit';
  if (message.includes('resource limit exceeded')) return 'limit';
  if (
    message.includes('exceeds memory limits') ||
    message.includes('exceeds table limits') ||
    message.includes('forcing trap when growing memory')
  ) {
    return 'out_of_memory';
  }
  if (message.includes('wasm trap:')) return 'trap';
  if (importNameOf(message) !== undefined) return 'import_missing';
  if (operation === 'compile') return 'invalid';
  if (operation === 'deserialize') return 'deserialize';
  return 'other';
}

/** The import that wasmtime says it cannot provide, if the message is about one. */
function importNameOf(message: string): string | undefined {
  const core = /(?:unknown import: |incompatible import type for )`([^`]+)`/.exec(message)?.[1];
  if (core !== undefined) return core;
  const component = /component imports [a-z ]+ `([^`]+)`/.exec(message)?.[1];
  if (component === undefined) return undefined;
  const member = /instance export `([^`]+)`/.exec(message)?.[1];
  return member === undefined ? component : `${component}#${member}`;
}

/** Throws the WasmtimeError for a `wasmtime_error_t *` that is not NULL, and frees it. */
export function check(native: Native, operation: Operation, error: Pointer | null): void {
  if (error === null) return;
  const status = Buffer.alloc(4);
  const exited = native.wasmtime_error_exit_status(error, status);
  const message = takeByteVec(native, (vec) => native.wasmtime_error_message(error, vec)).toString('utf8');
  native.wasmtime_error_delete(error);
  throw exited ? exitError(status.readInt32LE()) : errorFromMessage(operation, message);
}

/** Throws the WasmtimeError for a `wasm_trap_t *` slot that a call filled, and frees the trap. */
export function checkTrap(native: Native, operation: Operation, slot: Buffer): void {
  const trap = readPointer(slot);
  if (trap === null) return;
  const text = takeByteVec(native, (vec) => native.wasm_trap_message(trap, vec)).toString('utf8');
  native.wasm_trap_delete(trap);
  // wasm_name_t of a trap ends with the NUL that wasm.h asks for.
  throw errorFromMessage(operation, text.replace(/\0$/, ''));
}

/** Room for the `wasm_trap_t *` of a core call. */
export const trapSlot = pointerSlot;

function errorFromMessage(operation: Operation, message: string): WasmtimeError {
  const text = message.trimEnd();
  return new WasmtimeError(classifyMessage(operation, text), text, { importName: importNameOf(text) });
}

function exitError(exitStatus: number): WasmtimeError {
  return new WasmtimeError('exit', `the guest exited with status ${exitStatus}`, { exitStatus });
}

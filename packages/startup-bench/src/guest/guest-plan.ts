import { parseInvocation, WasmtimeError, type ArtifactKind, type Invocation } from '@wasmgate/wasmtime';
import { InputError } from '@wasmgate/contracts/errors';
import type { GuestPlan } from '../child/job.ts';
import type { GuestFacts } from './guest-shape.ts';

/** Each linear memory may grow to this: enough for what starts in milliseconds, and no harm to the machine. */
const MEMORY_LIMIT_BYTES = 512 * 1024 * 1024;
const TABLE_LIMIT_ELEMENTS = 10_000_000;
/** As many as the pooling allocator has slots. */
const MEMORY_LIMIT_COUNT = 16;

/**
 * Reads the invocations of wasmgate.json (`invoke`). Throws InputError (exit 2) for what is not one: the configuration is
 * wrong then, whatever the guest does.
 */
export function readInvocations(texts: readonly string[] | undefined): Invocation[] {
  return (texts ?? []).map((text, index) => {
    try {
      return parseInvocation(text);
    } catch (cause) {
      if (!(cause instanceof WasmtimeError)) throw cause;
      throw new InputError(`wasmgate.json: $.invoke[${index}]: ${cause.message}`, {
        cause,
        fix: 'write it as init() or process-message("hi")',
      });
    }
  });
}

/**
 * What to run in a guest: a command runs its main function, anything else the invocations. A component command with
 * invocations is called as a library. `stubImports` and `javascript`: see GuestPlan.
 */
export function guestPlan(
  kind: ArtifactKind,
  facts: GuestFacts,
  invocations: readonly Invocation[],
  { stubImports = false, javascript = null }: Partial<Pick<GuestPlan, 'stubImports' | 'javascript'>> = {},
): GuestPlan {
  const { shape, mainFunction } = facts;
  const isCommand = mainFunction !== undefined && (shape === 'command' || invocations.length === 0);
  return {
    kind,
    initialize: shape === 'reactor',
    calls: isCommand ? [{ name: mainFunction, args: [] }] : invocations,
    isCommand,
    // V8 has no imports of its own.
    stubImports: stubImports || javascript !== null,
    javascript,
    memoryBytes: MEMORY_LIMIT_BYTES,
    tableElements: TABLE_LIMIT_ELEMENTS,
    memories: MEMORY_LIMIT_COUNT,
  };
}

import type { GuestFacts } from '@wasmgate/wasm-model';
import type { ArtifactKind, Invocation } from '@wasmgate/wasmtime';
import type { GuestPlan } from '../child/job.ts';

/** Each linear memory may grow to this: enough for what starts in milliseconds, and no harm to the machine. */
const MEMORY_LIMIT_BYTES = 512 * 1024 * 1024;
const TABLE_LIMIT_ELEMENTS = 10_000_000;
/** As many as the pooling allocator has slots. */
const MEMORY_LIMIT_COUNT = 16;

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

/** A call into the library whose arguments are lowered, with room for its answer. */
export interface PreparedCall<Result> {
  /** The C call and nothing else, once: what a clock should see. Never throws for what the guest does. */
  call(): void;
  /**
   * What the call gave, once, after it.
   * @throws WasmtimeError `trap`, `exit`, `out_of_fuel`, …
   */
  result(): Result;
  /** Both. */
  run(): Result;
}

/**
 * Adds `run` to the two steps. The buffers are held until the result is there: a call knows them by their addresses, which the
 * garbage collector does not see.
 */
export function preparedCall<Result>(
  steps: Pick<PreparedCall<Result>, 'call' | 'result'>,
  buffers: readonly Buffer[],
): PreparedCall<Result> {
  const { call } = steps;
  const held = new Set(buffers);
  const result = (): Result => {
    try {
      return steps.result();
    } finally {
      held.clear();
    }
  };
  const run = (): Result => {
    call();
    return result();
  };
  return { call, result, run };
}

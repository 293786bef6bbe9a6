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

/** Adds `run` to the two steps. */
export function preparedCall<Result>(
  steps: Pick<PreparedCall<Result>, 'call' | 'result'>,
): PreparedCall<Result> {
  const run = (): Result => {
    steps.call();
    return steps.result();
  };
  return { call: steps.call, result: steps.result, run };
}

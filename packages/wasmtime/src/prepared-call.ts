/** A call whose arguments are lowered. */
export interface PreparedCall<Value> {
  /**
   * Makes the call, once.
   * @throws WasmtimeError `trap`, `exit`, `out_of_fuel`, …
   */
  run(): Value[];
}

/** Names what is going on and measures it: each phase lasts from the end of the one before. */
export class PhaseClock {
  readonly phases: { name: string; ns: number }[] = [];
  /** The phase that was begun last: where a failure happened. */
  current = 'load';
  readonly #start: bigint;
  #last: bigint;

  constructor() {
    this.#start = process.hrtime.bigint();
    this.#last = this.#start;
  }

  /** Runs and measures one phase. */
  measure<T>(name: string, work: () => T): T {
    this.current = name;
    const result = work();
    const now = process.hrtime.bigint();
    this.phases.push({ name, ns: Number(now - this.#last) });
    this.#last = now;
    return result;
  }

  /** From construction to the end of the last phase, ns. */
  totalNs(): number {
    return Number(this.#last - this.#start);
  }
}

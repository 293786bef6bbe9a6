const now = process.hrtime.bigint;

/** Names what is going on and measures it. What happens between two phases is nobody's time. */
export class PhaseClock {
  readonly phases: { name: string; ns: number }[] = [];
  readonly #announce: (phase: string) => void;
  #current = 'load';

  /** `announce` hears of each phase before it begins, outside the time that is measured. */
  constructor(announce: (phase: string) => void = () => {}) {
    this.#announce = announce;
  }

  /** The phase that was begun last: where a failure happened. */
  get current(): string {
    return this.#current;
  }

  /** Names what goes on from here; `measure` does it by itself. */
  begin(name: string): void {
    this.#current = name;
    this.#announce(name);
  }

  /** Runs and measures one phase. */
  measure<T>(name: string, work: () => T): T {
    this.begin(name);
    const before = now();
    const result = work();
    const after = now();
    this.phases.push({ name, ns: Number(after - before) });
    return result;
  }

  /** The sum of the phases so far, ns. */
  totalNs(): number {
    return this.phases.reduce((total, { ns }) => total + ns, 0);
  }
}

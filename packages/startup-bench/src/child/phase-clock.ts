/** Names what is going on and measures it. What happens between two phases is nobody's time. */
export class PhaseClock {
  readonly phases: { name: string; ns: number }[] = [];
  /** The phase that was begun last: where a failure happened. */
  current = 'load';

  /** Runs and measures one phase. */
  measure<T>(name: string, work: () => T): T {
    this.current = name;
    const before = process.hrtime.bigint();
    const result = work();
    const after = process.hrtime.bigint();
    this.phases.push({ name, ns: Number(after - before) });
    return result;
  }

  /** The sum of the phases so far, ns. */
  totalNs(): number {
    return this.phases.reduce((total, { ns }) => total + ns, 0);
  }
}

import type { ArmName } from '@wasmgate/paired';
import type { Announced } from './announce-phase.ts';

const now = process.hrtime.bigint;

/** Names what is going on and measures it. What happens between two phases is nobody's time. */
export class PhaseClock {
  readonly phases: { name: string; ns: number }[] = [];
  /** Of a comparison: who is measured. */
  readonly arm: ArmName | undefined;
  readonly #announce: (announced: Announced) => void;
  #current = 'load';

  /** `announce` hears of each phase before it begins, outside the time that is measured. */
  constructor(announce: (announced: Announced) => void = () => {}, arm?: ArmName) {
    this.#announce = announce;
    this.arm = arm;
  }

  /** The phase that was begun last: where a failure happened. */
  get current(): string {
    return this.#current;
  }

  /** Names what goes on from here; `measure` does it by itself. */
  begin(name: string): void {
    this.#current = name;
    this.#announce({ phase: name, arm: this.arm });
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

/** Says how far a number of like steps is, and how long the rest will take at the pace so far. */
export class Countdown {
  readonly #show: (text: string) => void;
  readonly #now: () => number;
  readonly #steps: number;
  readonly #begun: number;
  #done = 0;

  /** `now` in ms. */
  constructor(steps: number, show: (text: string) => void, now: () => number = () => performance.now()) {
    this.#steps = steps;
    this.#show = show;
    this.#now = now;
    this.#begun = now();
  }

  done(): void {
    this.#done++;
  }

  show(text: string): void {
    const left = (this.#now() - this.#begun) * (this.#steps / Math.max(1, this.#done) - 1);
    this.#show(this.#done === 0 ? text : `${text}, about ${Math.ceil(Math.max(0, left) / 1000)} s left`);
  }
}

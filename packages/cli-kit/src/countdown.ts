/** How long the rest will take at the pace so far, in words; empty while nothing is done, for then there is no pace. */
export function timeLeft(elapsedMs: number, done: number, total: number): string {
  if (done <= 0) return '';
  const seconds = Math.ceil(Math.max(0, elapsedMs * (total / done - 1)) / 1000);
  return seconds < 100 ? `about ${seconds} s left` : `about ${Math.round(seconds / 60)} min left`;
}

/** Says how far a work is whose parts take alike (rounds, bytes, units), and how long the rest will take. */
export class Countdown {
  readonly #show: (text: string) => void;
  readonly #now: () => number;
  readonly #total: number;
  readonly #begun: number;
  #done = 0;

  /** `now` in ms. */
  constructor(total: number, show: (text: string) => void, now: () => number = () => performance.now()) {
    this.#total = total;
    this.#show = show;
    this.#now = now;
    this.#begun = now();
  }

  /** One more part is done, or as many as are told. */
  done(parts: number = this.#done + 1): void {
    this.#done = Math.min(parts, this.#total);
  }

  show(text: string): void {
    const left = timeLeft(this.#now() - this.#begun, this.#done, this.#total);
    this.#show(left === '' ? text : `${text}, ${left}`);
  }
}

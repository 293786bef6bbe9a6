import { MAX_DEPTH } from './v0-cursor.ts';

/** Longest text of a symbol, in UTF-16 code units, before it is cut. */
export const MAX_TEXT_LENGTH = 32_768;

/** Printing stopped; the message goes into the text. Never leaves this folder. */
export class LimitReached extends Error {}

/** Bounded output, and the `for<…>` lifetimes in scope. */
export class V0Writer {
  text = '';
  private depth = 0;
  private bound = 0;

  write(part: string): void {
    if (this.text.length + part.length > MAX_TEXT_LENGTH) throw new LimitReached('{size limit reached}');
    this.text += part;
  }

  enter(): void {
    if (this.depth >= MAX_DEPTH) throw new LimitReached('{recursion limit reached}');
    this.depth += 1;
  }

  leave(): void {
    this.depth -= 1;
  }

  list<T>(items: readonly T[], separator: string, print: (item: T) => void): void {
    items.forEach((item, index) => {
      if (index > 0) this.write(separator);
      print(item);
    });
  }

  /** `'_` for 0; else a De Bruijn index, 1 being the innermost lifetime in scope. */
  lifetime(index: number): void {
    const level = this.bound - index;
    if (index === 0) this.write("'_");
    else if (level < 0) this.write("'{invalid syntax}");
    else this.write(level < 26 ? `'${String.fromCharCode(0x61 + level)}` : `'_${level}`);
  }

  /** Prints `for<'a, 'b> ` when `count` > 0, and `body` with these lifetimes in scope. */
  binder(count: number, body: () => void): void {
    if (count > 0) {
      this.write('for<');
      for (let i = 0; i < count; i += 1) {
        if (i > 0) this.write(', ');
        this.bound += 1;
        this.lifetime(1);
      }
      this.write('> ');
    }
    body();
    this.bound -= count;
  }
}

// `.>` is how legacy symbols write `->`. Every alternative consumes what it starts, closed or not, so that lexing is linear in the text.
const TOKEN =
  /'(?:[^'\\]|\\(?:u\{[0-9a-f]*\}|.))'|'\w+|"(?:[^"\\]|\\.)*"?|::|[-.]>|[\p{ID_Start}_][\p{ID_Continue}]*|\d\w*|./suy;
const SPACE = /\s*/y;

/** Tokens of a demangled Rust name: identifiers, numbers, lifetimes, literals, `::`, `->`, single characters. */
export class TextLexer {
  readonly text: string;
  /** The current token; the empty string at the end. */
  token = '';
  /** Offset of the current token. */
  start = 0;
  /** Whether white space stands before the current token. */
  spaced = false;
  private end = 0;

  constructor(text: string) {
    this.text = text;
    this.advance();
  }

  advance(): void {
    SPACE.lastIndex = this.end;
    SPACE.exec(this.text);
    this.spaced = SPACE.lastIndex > this.end;
    this.start = SPACE.lastIndex;
    TOKEN.lastIndex = this.start;
    this.token = TOKEN.exec(this.text)?.[0] ?? '';
    this.end = this.start + this.token.length;
  }

  eat(token: string): boolean {
    if (this.token !== token) return false;
    this.advance();
    return true;
  }

  get isIdent(): boolean {
    return /^[\p{ID_Start}_]/u.test(this.token);
  }

  /** Eats from the current `{` to its match; null if there is none. */
  braces(): string | null {
    let depth = 0;
    for (let at = this.start; at < this.text.length; at += 1) {
      const char = this.text.charAt(at);
      if (char === '{') depth += 1;
      else if (char === '}') depth -= 1;
      if (depth > 0) continue;
      const part = this.text.slice(this.start, at + 1);
      this.end = at + 1;
      this.advance();
      return part;
    }
    return null;
  }

  /** What is left, from the current token on. */
  rest(): string {
    return this.text.slice(this.start);
  }
}

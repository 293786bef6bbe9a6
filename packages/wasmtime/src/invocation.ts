import { WasmtimeError } from './errors.ts';

/** A literal in an invocation. Numbers keep their digits: the parameter's type decides how they are read. */
export type Literal =
  | { readonly type: 'number'; readonly text: string }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'char'; readonly value: string }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'list'; readonly items: readonly Literal[] };

/** A call of an export: `process-message("hi")`, `add(1, 2)`. */
export interface Invocation {
  /** The export; `namespace:package/interface#function` for one inside an exported instance. */
  readonly name: string;
  readonly args: readonly Literal[];
}

const MAX_LENGTH = 64 * 1024;
const MAX_DEPTH = 32;
const NUMBER = /^-?(?:\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|inf|nan)/;

/**
 * Parses an invocation: a name and, in brackets, literals in the syntax of WAVE (WebAssembly Value Encoding, as
 * `wasmtime run --invoke` takes it): numbers, booleans, characters, strings and lists.
 * @throws WasmtimeError `arguments` with the column; `unsupported` for the other kinds of WAVE values.
 */
export function parseInvocation(text: string): Invocation {
  if (text.length > MAX_LENGTH) throw new WasmtimeError('arguments', 'an invocation of over 64 kB');
  const open = text.indexOf('(');
  const name = (open < 0 ? text : text.slice(0, open)).trim();
  if (open < 0 || name === '') {
    throw new WasmtimeError(
      'arguments',
      `not an invocation: ${JSON.stringify(text)}; write it as name() or name(1, "x")`,
    );
  }
  const reader = new Reader(text, open + 1);
  const args = reader.items(')', 0);
  reader.end();
  return { name, args };
}

class Reader {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  /** Literals up to the closing bracket, which is consumed; a trailing comma is allowed, as in WAVE. */
  items(close: ')' | ']', depth: number): Literal[] {
    const items: Literal[] = [];
    for (;;) {
      if (this.#take(close)) return items;
      if (items.length > 0) {
        this.#expect(',');
        if (this.#take(close)) return items;
      }
      items.push(this.#literal(depth));
    }
  }

  end(): void {
    this.#skipSpace();
    if (this.#at < this.#text.length) throw this.#error('nothing may follow the closing bracket');
  }

  #literal(depth: number): Literal {
    if (depth > MAX_DEPTH) throw this.#error('lists are nested too deeply');
    this.#skipSpace();
    const rest = this.#text.slice(this.#at);
    if (rest.startsWith('"')) return { type: 'string', value: this.#quoted('"') };
    if (rest.startsWith("'")) return this.#char();
    if (this.#take('[')) return { type: 'list', items: this.items(']', depth + 1) };
    const number = NUMBER.exec(rest)?.[0];
    const word = /^[a-z%][a-z0-9-]*/.exec(rest)?.[0];
    if (word === 'true' || word === 'false') {
      this.#at += word.length;
      return { type: 'bool', value: word === 'true' };
    }
    if (number !== undefined && (word === undefined || word === number)) {
      this.#at += number.length;
      return { type: 'number', text: number };
    }
    if (word !== undefined || /^[{(]/.test(rest)) {
      throw this.#error(
        'options, results, records, tuples, variants and flags are not supported as arguments',
        'unsupported',
      );
    }
    throw this.#error('expected a number, a string, a character, true, false or a list');
  }

  #char(): Literal {
    const value = this.#quoted("'");
    if ([...value].length !== 1) throw this.#error('a character is one Unicode scalar value');
    return { type: 'char', value };
  }

  #quoted(quote: '"' | "'"): string {
    this.#at += 1;
    let value = '';
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined) throw this.#error(`missing closing ${quote}`);
      this.#at += 1;
      if (char === quote) return value;
      value += char === '\\' ? this.#escape() : char;
    }
  }

  #escape(): string {
    const simple: Readonly<Record<string, string>> = {
      n: '\n',
      r: '\r',
      t: '\t',
      '\\': '\\',
      '"': '"',
      "'": "'",
    };
    const char = this.#text[this.#at] ?? '';
    if (Object.hasOwn(simple, char)) {
      this.#at += 1;
      return simple[char] ?? '';
    }
    const match = /^u\{([0-9a-fA-F]{1,6})\}/.exec(this.#text.slice(this.#at));
    const code = Number.parseInt(match?.[1] ?? '', 16);
    const isScalar = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    if (match === null || !isScalar) throw this.#error('unknown escape');
    this.#at += match[0].length;
    return String.fromCodePoint(code);
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #take(token: string): boolean {
    this.#skipSpace();
    if (!this.#text.startsWith(token, this.#at)) return false;
    this.#at += token.length;
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) throw this.#error(`expected ${token}`);
  }

  #error(what: string, kind: 'arguments' | 'unsupported' = 'arguments'): WasmtimeError {
    return new WasmtimeError(kind, `${JSON.stringify(this.#text)}, column ${this.#at + 1}: ${what}`);
  }
}

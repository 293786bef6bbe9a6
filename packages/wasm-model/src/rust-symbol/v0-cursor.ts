import { decodePunycode } from './punycode.ts';
import type { V0Const, V0Path, V0Type } from './v0-ast.ts';

/** Nesting of paths, types and constants that is still parsed and printed; rustc-demangle's figure. */
export const MAX_DEPTH = 500;

/** The name is not of the v0 grammar, or nests too deeply. Never leaves this folder. */
export class V0SyntaxError extends Error {}

/** Results by start offset. */
type Memo<T> = Map<number, { readonly node: T; readonly end: number }>;

/** Offset in a symbol (without its `_R`), and the grammar's terminals: numbers and identifiers (RFC 2603). */
export class V0Cursor {
  readonly text: string;
  pos = 0;
  readonly paths: Memo<V0Path> = new Map();
  readonly types: Memo<V0Type> = new Map();
  readonly consts: Memo<V0Const> = new Map();
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The next character, or the empty string at the end. */
  peek(): string {
    return this.text.charAt(this.pos);
  }

  next(): string {
    if (this.pos >= this.text.length) throw new V0SyntaxError('unexpected end');
    return this.text.charAt(this.pos++);
  }

  eat(char: string): boolean {
    if (this.text.charAt(this.pos) !== char) return false;
    this.pos += 1;
    return true;
  }

  /** Items up to the `E` that ends a list. */
  list<T>(item: () => T): T[] {
    const items: T[] = [];
    while (!this.eat('E')) items.push(item());
    return items;
  }

  /** `base-62-number`: `_` is 0, `0_` is 1; over 64 bits is an error. */
  integer62(): bigint {
    const end = this.text.indexOf('_', this.pos);
    if (end < 0) throw new V0SyntaxError('number without end');
    const digits = this.text.slice(this.pos, end);
    this.pos = end + 1;
    return base62(digits);
  }

  /** 0 without the tag, else the number plus 1. */
  optInteger62(tag: string): bigint {
    return this.eat(tag) ? this.integer62() + 1n : 0n;
  }

  /** `undisambiguated-identifier`, decoded. */
  ident(): string {
    const punycode = this.eat('u');
    const start = this.pos;
    while (isDigit(this.text.charCodeAt(this.pos))) {
      this.pos += 1;
      if (this.text.charAt(start) === '0') break;
    }
    if (this.pos === start || this.pos - start > 9) throw new V0SyntaxError('identifier without length');
    const length = Number(this.text.slice(start, this.pos));
    this.eat('_');
    const from = this.pos;
    this.pos += length;
    if (this.pos > this.text.length) throw new V0SyntaxError('identifier past the end');
    const raw = this.text.slice(from, this.pos);
    if (!punycode) return raw;
    const cut = raw.lastIndexOf('_');
    const basic = cut < 0 ? '' : raw.slice(0, cut);
    const deltas = raw.slice(cut + 1);
    if (deltas === '') throw new V0SyntaxError('empty punycode');
    return decodePunycode(basic, deltas) ?? `punycode{${basic === '' ? '' : `${basic}-`}${deltas}}`;
  }

  /** `const-data`: lower-case hexadecimal digits up to `_`. */
  hexDigits(): string {
    const end = this.text.indexOf('_', this.pos);
    const digits = this.text.slice(this.pos, Math.max(end, this.pos));
    if (end < 0 || /[^0-9a-f]/.test(digits)) throw new V0SyntaxError('not a hexadecimal constant');
    this.pos = end + 1;
    return digits;
  }

  /**
   * Parses at most once per offset: back references then cost nothing, and an expanding one stays linear. One into what is still
   * being parsed (a cycle) nests too deeply.
   */
  once<T>(memo: Memo<T>, parse: () => T): T {
    const start = this.pos;
    const known = memo.get(start);
    if (known !== undefined) {
      this.pos = known.end;
      return known.node;
    }
    if (this.depth >= MAX_DEPTH) throw new V0SyntaxError('nested too deeply');
    this.depth += 1;
    const node = parse();
    memo.set(start, { node, end: this.pos });
    this.depth -= 1;
    return node;
  }

  /** The node a back reference (whose `B` is eaten) points to. */
  backref<T>(parse: () => T): T {
    const tag = this.pos - 1;
    const target = Number(this.integer62());
    if (target >= tag) throw new V0SyntaxError('back reference points forward');
    const resume = this.pos;
    this.pos = target;
    const node = parse();
    this.pos = resume;
    return node;
  }
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Digits of which a double holds every number. */
const EXACT_DIGITS = 8;
const POWERS = [1n, 62n, 62n ** 2n, 62n ** 3n];
const OVER_64_BITS = 1n << 64n;

function base62(digits: string): bigint {
  if (digits === '') return 0n;
  const head = digits.startsWith('0') ? digits.replace(/^0+/, '') : digits;
  if (head.length <= EXACT_DIGITS) return BigInt(numberOf(head) + 1);
  // A 64-bit number has at most 11 significant digits.
  if (head.length > 11) throw new V0SyntaxError('number over 64 bits');
  const tail = head.slice(EXACT_DIGITS);
  const power = POWERS[tail.length] as bigint;
  const value = BigInt(numberOf(head.slice(0, EXACT_DIGITS))) * power + BigInt(numberOf(tail) + 1);
  if (value >= OVER_64_BITS) throw new V0SyntaxError('number over 64 bits');
  return value;
}

function numberOf(digits: string): number {
  let number = 0;
  for (let at = 0; at < digits.length; at += 1) number = number * 62 + digit62(digits.charCodeAt(at));
  return number;
}

function digit62(code: number): number {
  if (isDigit(code)) return code - 0x30;
  if (code >= 0x61 && code <= 0x7a) return code - 0x61 + 10;
  if (code >= 0x41 && code <= 0x5a) return code - 0x41 + 36;
  throw new V0SyntaxError('not a base-62 digit');
}

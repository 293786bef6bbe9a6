import { quoteRust } from './quote-rust.ts';
import type { V0Const, V0Path } from './v0-ast.ts';
import type { V0Cursor } from './v0-cursor.ts';
import { V0SyntaxError } from './v0-cursor.ts';

/** `const` of the v0 grammar: leaves by their type's tag, references, and structural values. */
export function parseV0Const(cursor: V0Cursor, parsePath: (cursor: V0Cursor) => V0Path): V0Const {
  const item = (): V0Const => parseV0Const(cursor, parsePath);
  return cursor.once(cursor.consts, (): V0Const => {
    const tag = cursor.next();
    switch (tag) {
      case 'p':
        return { kind: 'literal', text: '_' };
      case 'h':
      case 't':
      case 'm':
      case 'y':
      case 'o':
      case 'j':
        return { kind: 'literal', text: unsignedText(cursor.hexDigits()) };
      case 'a':
      case 's':
      case 'l':
      case 'x':
      case 'n':
      case 'i': {
        const sign = cursor.eat('n') ? '-' : '';
        return { kind: 'literal', text: sign + unsignedText(cursor.hexDigits()) };
      }
      case 'b':
        return { kind: 'literal', text: boolText(cursor.hexDigits()) };
      case 'c':
        return { kind: 'literal', text: charText(cursor.hexDigits()) };
      case 'e':
        return { kind: 'str', text: stringText(cursor.hexDigits()) };
      case 'R':
        // `&str` has the short form "…" in place of `&*"…"`.
        if (cursor.eat('e')) return { kind: 'literal', text: stringText(cursor.hexDigits()) };
        return { kind: 'ref', mutable: false, inner: item() };
      case 'Q':
        return { kind: 'ref', mutable: true, inner: item() };
      case 'A':
        return { kind: 'array', items: cursor.list(item) };
      case 'T':
        return { kind: 'tuple', items: cursor.list(item) };
      case 'V':
        return parseAdt(cursor, parsePath(cursor), item);
      case 'B':
        return cursor.backref(item);
      default:
        throw new V0SyntaxError('not a constant');
    }
  });
}

function parseAdt(cursor: V0Cursor, path: V0Path, item: () => V0Const): V0Const {
  switch (cursor.next()) {
    case 'U':
      return { kind: 'unit', path };
    case 'T':
      return { kind: 'call', path, items: cursor.list(item) };
    case 'S': {
      const fields = cursor.list(() => {
        cursor.optInteger62('s');
        return { name: cursor.ident(), value: item() };
      });
      return { kind: 'struct', path, fields };
    }
    default:
      throw new V0SyntaxError('not a structural constant');
  }
}

/** Decimal up to 64 bits, else the digits as they are: what rustc-demangle prints. */
function unsignedText(digits: string): string {
  const head = digits.replace(/^0+/, '');
  return head.length > 16 ? `0x${digits}` : BigInt(`0x0${head}`).toString();
}

function boolText(digits: string): string {
  const text = unsignedText(digits);
  if (text !== '0' && text !== '1') throw new V0SyntaxError('not a bool');
  return text === '1' ? 'true' : 'false';
}

function charText(digits: string): string {
  const code = Number(unsignedText(digits));
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new V0SyntaxError('not a char');
  return quoteRust(String.fromCodePoint(code), "'");
}

function stringText(digits: string): string {
  if (digits.length % 2 !== 0) throw new V0SyntaxError('odd number of digits in a string');
  const bytes = Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  try {
    return quoteRust(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), '"');
  } catch {
    throw new V0SyntaxError('string is not UTF-8');
  }
}

import { parseV0Const } from './parse-v0-const.ts';
import type { V0Dyn, V0Fn, V0GenericArg, V0Path, V0Pattern, V0Type } from './v0-ast.ts';
import { V0Cursor, V0SyntaxError } from './v0-cursor.ts';

/** A whole symbol: the item, and the crate root it was instantiated in. */
export interface V0Syntax {
  readonly path: V0Path;
  readonly instantiating: V0Path | null;
}

const BASIC_TYPES: ReadonlyMap<string, V0Type> = new Map(
  Object.entries({
    a: 'i8',
    b: 'bool',
    c: 'char',
    d: 'f64',
    e: 'str',
    f: 'f32',
    h: 'u8',
    i: 'isize',
    j: 'usize',
    l: 'i32',
    m: 'u32',
    n: 'i128',
    o: 'u128',
    p: '_',
    s: 'i16',
    t: 'u16',
    u: '()',
    v: '...',
    x: 'i64',
    y: 'u64',
    z: '!',
  }).map(([tag, name]) => [tag, { kind: 'basic', name }]),
);

/**
 * Parses a v0 symbol without its `_R` prefix and vendor suffix: RFC 2603 with what rustc added later (structural
 * constants, pattern types), as "The Rustc Book", symbol mangling v0, lists it. Null if it is not of the grammar.
 */
export function parseV0(text: string): V0Syntax | null {
  try {
    const cursor = new V0Cursor(text);
    const path = parsePath(cursor);
    const instantiating = cursor.pos < text.length ? parsePath(cursor) : null;
    return cursor.pos === text.length ? { path, instantiating } : null;
  } catch (error) {
    if (error instanceof V0SyntaxError) return null;
    throw error;
  }
}

function parsePath(cursor: V0Cursor): V0Path {
  return cursor.once(cursor.paths, (): V0Path => {
    const tag = cursor.next();
    switch (tag) {
      case 'C':
        return { kind: 'crate', disambiguator: cursor.optInteger62('s'), name: cursor.ident() };
      case 'N': {
        const namespace = cursor.next();
        if (!/[A-Za-z]/.test(namespace)) throw new V0SyntaxError('not a namespace');
        const parent = parsePath(cursor);
        return {
          kind: 'nested',
          namespace,
          parent,
          disambiguator: cursor.optInteger62('s'),
          name: cursor.ident(),
        };
      }
      case 'M':
      case 'X': {
        const disambiguator = cursor.optInteger62('s');
        const parent = parsePath(cursor);
        const self = parseType(cursor);
        return { kind: 'impl', disambiguator, parent, self, trait: tag === 'X' ? parsePath(cursor) : null };
      }
      case 'Y':
        return { kind: 'trait_method', self: parseType(cursor), trait: parsePath(cursor) };
      case 'I':
        return { kind: 'generic', base: parsePath(cursor), args: cursor.list(() => parseGenericArg(cursor)) };
      case 'B':
        return cursor.backref(() => parsePath(cursor));
      default:
        throw new V0SyntaxError('not a path');
    }
  });
}

function parseGenericArg(cursor: V0Cursor): V0GenericArg {
  if (cursor.eat('L')) return { kind: 'lifetime', index: Number(cursor.integer62()) };
  return parseTerm(cursor);
}

function parseTerm(cursor: V0Cursor): V0GenericArg {
  if (cursor.eat('K')) return { kind: 'const', value: parseV0Const(cursor, parsePath) };
  return { kind: 'type', type: parseType(cursor) };
}

function parseType(cursor: V0Cursor): V0Type {
  const basic = BASIC_TYPES.get(cursor.peek());
  if (basic !== undefined) {
    cursor.pos += 1;
    return basic;
  }
  return cursor.once(cursor.types, () => parseCompoundType(cursor));
}

function parseCompoundType(cursor: V0Cursor): V0Type {
  const tag = cursor.next();
  switch (tag) {
    case 'R':
    case 'Q': {
      const lifetime = cursor.eat('L') ? Number(cursor.integer62()) : 0;
      return { kind: 'ref', mutable: tag === 'Q', lifetime, inner: parseType(cursor) };
    }
    case 'P':
    case 'O':
      return { kind: 'pointer', mutable: tag === 'O', inner: parseType(cursor) };
    case 'A':
      return { kind: 'array', inner: parseType(cursor), length: parseV0Const(cursor, parsePath) };
    case 'S':
      return { kind: 'slice', inner: parseType(cursor) };
    case 'T':
      return { kind: 'tuple', items: cursor.list(() => parseType(cursor)) };
    case 'F':
      return parseFn(cursor);
    case 'D':
      return parseDyn(cursor);
    case 'W':
      return { kind: 'pattern', inner: parseType(cursor), pattern: parsePattern(cursor, 0) };
    case 'w':
      return { kind: 'splat', inner: parseType(cursor) };
    case 'B':
      return cursor.backref(() => parseType(cursor));
    default:
      cursor.pos -= 1;
      return { kind: 'path', path: parsePath(cursor) };
  }
}

function parseFn(cursor: V0Cursor): V0Fn {
  const binder = Number(cursor.optInteger62('G'));
  const unsafe = cursor.eat('U');
  let abi: string | null = null;
  if (cursor.eat('K')) abi = cursor.eat('C') ? 'C' : cursor.ident().replaceAll('_', '-');
  const params = cursor.list(() => parseType(cursor));
  return { kind: 'fn', binder, unsafe, abi, params, result: parseType(cursor) };
}

function parseDyn(cursor: V0Cursor): V0Dyn {
  const binder = Number(cursor.optInteger62('G'));
  const traits = cursor.list(() => {
    const path = parsePath(cursor);
    const bindings = [];
    while (cursor.eat('p')) bindings.push({ name: cursor.ident(), value: parseTerm(cursor) });
    return { path, bindings };
  });
  if (!cursor.eat('L')) throw new V0SyntaxError('trait object without a lifetime');
  return { kind: 'dyn', binder, traits, lifetime: Number(cursor.integer62()) };
}

function parsePattern(cursor: V0Cursor, depth: number): V0Pattern {
  switch (cursor.next()) {
    case 'R':
      return { kind: 'range', start: parseV0Const(cursor, parsePath), end: parseV0Const(cursor, parsePath) };
    case 'O':
      if (depth > 16) throw new V0SyntaxError('nested too deeply');
      return { kind: 'or', items: cursor.list(() => parsePattern(cursor, depth + 1)) };
    case 'N':
      return { kind: 'not_null' };
    default:
      throw new V0SyntaxError('not a pattern');
  }
}

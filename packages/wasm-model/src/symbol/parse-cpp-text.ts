import type { ForeignSymbol } from './symbol.ts';

const ANONYMOUS = '(anonymous namespace)';
const OPENERS = '<([{';
const CLOSERS = '>)]}';

/**
 * The scope of a C++ name that a linker has demangled, as wasm-ld does: `void absl::swap<int>(int&, int&)`. Null for what is
 * no function with parameters, is in no namespace and no class, or whose brackets do not match (`operator<<`).
 */
export function parseCppText(text: string): ForeignSymbol | null {
  if (!text.includes('::') || !text.includes('(')) return null;
  const head = declarator(text.replaceAll(ANONYMOUS, '\0'));
  if (head === null) return null;
  const [owner = '', ...rest] = head.split('::').map((part) => part.replace('\0', ANONYMOUS));
  if (rest.length === 0 || !/^(?:[\p{ID_Start}_$][\p{ID_Continue}$]*|\(anonymous namespace\))$/u.test(owner))
    return null;
  return { scheme: 'cpp_text', path: [owner, ...rest] };
}

/** What stands between the type of the result and the parameters, without template arguments; null when that is unclear. */
function declarator(text: string): string | null {
  let head = '';
  let depth = 0;
  /** Where what is not in `head` yet begins, outside of brackets. */
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (depth === 0 && (char === '(' || char === ' ' || OPENERS.includes(char))) {
      head += text.slice(from, at);
      if (char === '(') return /^[\w$:~\0\u{80}-\u{10ffff}]+$/u.test(head) ? head : null;
      if (char === ' ') head = '';
      from = at + 1;
    }
    if (OPENERS.includes(char)) depth += 1;
    else if (CLOSERS.includes(char)) {
      depth -= 1;
      from = at + 1;
    }
    if (depth < 0) return null;
  }
  return null;
}

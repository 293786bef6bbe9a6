/**
 * A demangled name with `_` for every list of type arguments: `<Vec<u8>>::reserve::<T>` is `<Vec<_>>::reserve::<_>`.
 * Linear; a bracket that is never closed ends the name.
 */
export function withoutGenerics(text: string): string {
  let result = '';
  let from = 0;
  for (let open = text.indexOf('<'); open >= 0;) {
    let next = open + 1;
    if (opensArguments(text, open)) {
      result += `${text.slice(from, open)}<_>`;
      from = next = closingBracket(text, open) + 1;
    }
    open = text.indexOf('<', next);
  }
  return from === 0 ? text : result + text.slice(from);
}

/** A bracket after a name, `::` or a closing brace; any other opens `<Type as Trait>`. */
function opensArguments(text: string, open: number): boolean {
  return open > 0 && /[\w:}]/.test(text.charAt(open - 1));
}

function closingBracket(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === LESS) depth += 1;
    // `->` and `=>` are no brackets.
    else if (char === GREATER && !isArrow(text.charCodeAt(at - 1)) && --depth === 0) return at;
  }
  return text.length;
}

const LESS = 0x3c;
const GREATER = 0x3e;
const isArrow = (before: number): boolean => before === 0x2d || before === 0x3d;

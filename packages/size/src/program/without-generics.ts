/**
 * A demangled name with `_` for every list of type arguments: `<Vec<u8>>::reserve::<T>` is `<Vec<_>>::reserve::<_>`.
 * Linear; a bracket that is never closed ends the name.
 */
export function withoutGenerics(text: string): string {
  let result = '';
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    // A bracket after a name or `::` opens arguments; any other opens `<Type as Trait>`.
    if (char === '<' && /[\w:}]/.test(text.charAt(at - 1))) {
      result += '<_>';
      at = closingBracket(text, at) + 1;
    } else {
      result += char;
      at += 1;
    }
  }
  return result;
}

function closingBracket(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '<') depth += 1;
    // `->` and `=>` are no brackets.
    else if (char === '>' && !/[-=]/.test(text.charAt(at - 1)) && --depth === 0) return at;
  }
  return text.length;
}

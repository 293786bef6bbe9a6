/** An expression of a .wast script: an atom, the bytes of a string, or a list. */
export type Expression =
  | { readonly kind: 'atom'; readonly text: string }
  | { readonly kind: 'string'; readonly bytes: readonly number[] }
  | {
      readonly kind: 'list';
      readonly items: readonly Expression[];
      readonly start: number;
      readonly end: number;
    };

export type List = Extract<Expression, { kind: 'list' }>;

const escapes: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, '"': 0x22, "'": 0x27, '\\': 0x5c };

/** The top-level lists of a script (WebAssembly/spec, interpreter/README.md, "Scripts"; core spec 3.0, "Lexical Format", 6.3). */
export function readScript(text: string): List[] {
  const stack: { items: Expression[]; start: number }[] = [{ items: [], start: 0 }];
  for (let at = 0; at < text.length;) {
    const { items } = stack.at(-1) as (typeof stack)[number];
    const char = text[at] as string;
    if (/\s/.test(char)) at++;
    else if (text.startsWith(';;', at)) at = endOfLine(text, at);
    else if (text.startsWith('(;', at)) at = endOfComment(text, at);
    else if (char === '(') stack.push({ items: [], start: at++ });
    else if (char === ')') {
      const { items: inner, start } = stack.pop() as (typeof stack)[number];
      at++;
      stack.at(-1)?.items.push({ kind: 'list', items: inner, start, end: at });
      if (stack.length === 0) throw new Error(`a parenthesis too many at ${at}`);
    } else if (char === '"') {
      const { bytes, end } = readString(text, at + 1);
      items.push({ kind: 'string', bytes });
      at = end;
    } else {
      const atom = /[^\s()";]+|;/y;
      atom.lastIndex = at;
      const [word] = atom.exec(text) as RegExpExecArray;
      items.push({ kind: 'atom', text: word });
      at += word.length;
    }
  }
  const [top] = stack as [(typeof stack)[number]];
  return top.items.filter((item): item is List => item.kind === 'list');
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Block comments nest. */
function endOfComment(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith('(;', at)) depth++;
    else if (text.startsWith(';)', at)) depth--;
    else continue;
    at++;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

function readString(text: string, from: number): { bytes: number[]; end: number } {
  const bytes: number[] = [];
  let at = from;
  while (text[at] !== '"') {
    if (at >= text.length) throw new Error('a string without an end');
    if (text[at] !== '\\') {
      const char = String.fromCodePoint(text.codePointAt(at) as number);
      bytes.push(...Buffer.from(char));
      at += char.length;
      continue;
    }
    const [, hex, code] =
      /^(?:([0-9a-fA-F]{2})|u\{([0-9a-fA-F_]+)\})/.exec(text.slice(at + 1, at + 16)) ?? [];
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (code !== undefined) bytes.push(...Buffer.from(String.fromCodePoint(Number.parseInt(code, 16))));
    else bytes.push(escapes[text[at + 1] as string] as number);
    at += hex !== undefined ? 3 : code !== undefined ? code.length + 4 : 2;
  }
  return { bytes, end: at + 1 };
}

/** The first atom of a list. */
export const headOf = ({ items: [head] }: List): string | undefined =>
  head?.kind === 'atom' ? head.text : undefined;

/** What the text that wasm-tools prints of a core module says. */
export interface PrintedModule {
  /** `func env.log`, in order. */
  readonly imports: string[];
  /** `func 12 run`, in order. */
  readonly exports: string[];
  /** Functions, imported ones first: the name, or undefined. */
  readonly functions: (string | undefined)[];
  /** Per defined function what its instructions lead to, sorted: `call 3`, `ref.func 4`, `call_indirect 5`. */
  readonly leads: string[][];
}

/** `$name`, `$"quoted name"` or a number. */
const ID = String.raw`(\$"(?:[^"\\]|\\.)*"|\$[^\s()"]+|\d+)`;
const STRING = String.raw`"((?:[^"\\]|\\.)*)"`;
const FIELD = new RegExp(
  String.raw`^\((func|table|memory|global|tag) (?:${ID} )?(?:\(@name ${STRING}\) )?\(;(\d+);\)`,
);
const IMPORT = new RegExp(String.raw`^\(import ${STRING} ${STRING} (.*)$`);
const EXPORT = new RegExp(String.raw`^\(export ${STRING} \((\w+) ${ID}\)\)`);
const TYPE = new RegExp(String.raw`^\(type (?:${ID} )?(?:\(@name ${STRING}\) )?\(;(\d+);\)`);
const LEADS = new RegExp(String.raw`^(call|return_call|ref\.func) ${ID}`);
const INDIRECT = new RegExp(String.raw`^(?:return_)?call_indirect (?:${ID} )?\(type ${ID}\)`);

/** Reads the text of a core module, line by line: wasm-tools prints a field or an instruction a line. */
export function readPrinted(text: string): PrintedModule {
  const ids: Record<string, Map<string, number>> = {};
  const [imports, functions]: [string[], (string | undefined)[]] = [[], []];
  const later: { exports: RegExpMatchArray[]; leads: Set<string>[] } = { exports: [], leads: [] };
  const define = (field: string): string | undefined => {
    const [, kind, id, label, index] = FIELD.exec(field) ?? [];
    if (kind === undefined) return undefined;
    if (id?.startsWith('$')) (ids[kind] ??= new Map()).set(id, Number(index));
    if (kind === 'func') functions.push(label === undefined ? idText(id) : unescape(label));
    return kind;
  };
  let leads = new Set<string>();
  for (const { indent, line } of lines(text)) {
    if (indent > 2) {
      const lead = LEADS.exec(line) ?? undefined;
      if (lead) leads.add(`${lead[1]} ${lead[2]}`);
      const type = lead ? undefined : INDIRECT.exec(line)?.[2];
      if (type !== undefined) leads.add(`call_indirect ${type}`);
      continue;
    }
    const entry = IMPORT.exec(line);
    if (entry) imports.push(`${define(entry[3] as string)} ${unescape(entry[1])}.${unescape(entry[2])}`);
    else if (define(line) === 'func') later.leads.push((leads = new Set()));
    const shown = EXPORT.exec(line);
    if (shown) later.exports.push(shown);
    const [, id, , index] = TYPE.exec(line) ?? [];
    if (id !== undefined) (ids['type'] ??= new Map()).set(id, Number(index));
  }
  const resolve = (kind: string, id: string): number =>
    id.startsWith('$') ? known(ids[kind], id) : Number(id);
  return {
    imports,
    functions,
    exports: later.exports.map(
      ([, name, kind = '', id = '']) => `${kind} ${resolve(kind, id)} ${unescape(name)}`,
    ),
    leads: later.leads.map((set) =>
      [...set]
        .map((lead) => {
          const space = lead.indexOf(' ');
          const how = lead.slice(0, space);
          return `${how} ${resolve(how === 'call_indirect' ? 'type' : 'func', lead.slice(space + 1))}`;
        })
        .toSorted(),
    ),
  };
}

/** Lines without their indentation; those that cannot be of interest are passed over without making a string. */
function* lines(text: string): Generator<{ indent: number; line: string }> {
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    let at = start;
    while (text[at] === ' ') at++;
    const first = text[at];
    if (first === '(' || first === 'c' || first === 'r') {
      yield { indent: at - start, line: text.slice(at, Math.min(end, at + 100_000)) };
    }
    start = end + 1;
  }
}

function known(ids: Map<string, number> | undefined, id: string): number {
  const index = ids?.get(id);
  if (index === undefined) throw new Error(`${id} is not defined in the text`);
  return index;
}

const idText = (id: string | undefined): string | undefined =>
  id === undefined ? undefined : id.startsWith('$"') ? unescape(id.slice(2, -1)) : id.slice(1);

const controls: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };

/** The text of a string literal: core specification, "Strings", 6.3.3. Bytes written in hexadecimal are UTF-8. */
function unescape(literal = ''): string {
  return literal.replaceAll(
    /(?:\\[0-9a-f]{2})+|\\u\{([0-9a-f]+)\}|\\(.)/g,
    (match, code: string | undefined, char: string | undefined) => {
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      if (char !== undefined) return controls[char] ?? char;
      return Buffer.from(match.replaceAll('\\', ''), 'hex').toString('utf8');
    },
  );
}

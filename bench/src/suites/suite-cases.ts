import { type Expression, type List, headOf, readScript } from './wast.ts';

/** What a script says of a binary: `invalid` ones break a rule on types, but can be read. */
export const expectations = ['valid', 'invalid', 'malformed', 'malformed_custom'] as const;

export type Expectation = (typeof expectations)[number];

/** A module or component of a script: bytes as it gives them, or text that has to be assembled. */
export interface SuiteCase {
  readonly expected: Expectation;
  readonly source: { readonly bytes: Uint8Array } | { readonly text: string };
  /** What the script says is wrong. */
  readonly message: string;
}

const assertions: Readonly<Record<string, Expectation>> = {
  assert_malformed: 'malformed',
  assert_malformed_custom: 'malformed_custom',
  assert_invalid: 'invalid',
  assert_invalid_custom: 'valid',
  assert_trap: 'valid',
  assert_unlinkable: 'valid',
  assert_uninstantiable: 'valid',
  thread: 'valid',
};

/** The modules and components of a script, in order. Text that is malformed as text is left out: it has no binary. */
export function suiteCases(script: string): SuiteCase[] {
  return readScript(script).flatMap((form) => casesOf(script, form));
}

function casesOf(script: string, form: List): SuiteCase[] {
  const head = headOf(form);
  if (head === 'module' || head === 'component')
    return [caseOf(script, form, 'valid', '')].flatMap((one) => one ?? []);
  const expected = head === undefined ? undefined : assertions[head];
  if (expected === undefined) return [];
  const message = form.items.flatMap((item) => (item.kind === 'string' ? [utf8(item.bytes)] : [])).join(' ');
  return form.items.flatMap((item) => {
    if (item.kind !== 'list') return [];
    const inner = headOf(item);
    if (inner !== 'module' && inner !== 'component') return [];
    return caseOf(script, item, expected, message) ?? [];
  });
}

function caseOf(script: string, form: List, expected: Expectation, message: string): SuiteCase | undefined {
  const words = form.items.slice(1).filter((item) => item.kind !== 'atom' || !item.text.startsWith('$'));
  const isDefinition = isAtom(words[0], 'definition');
  if (isAtom(words[0], 'instance')) return undefined;
  const [how, ...rest] = isDefinition ? words.slice(1) : words;
  const strings = rest.flatMap((item) => (item.kind === 'string' ? item.bytes : []));
  if (isAtom(how, 'binary')) return { expected, source: { bytes: Uint8Array.from(strings) }, message };
  if (expected === 'malformed') return undefined;
  if (isAtom(how, 'quote')) {
    const quoted = rest.map((item) => (item.kind === 'string' ? utf8(item.bytes) : '')).join(' ');
    const isWhole = /^\s*\((?:module|component)\b/.test(quoted);
    return { expected, source: { text: isWhole ? quoted : `(${headOf(form)} ${quoted})` }, message };
  }
  const text = script.slice(form.start, form.end);
  return { expected, source: { text: isDefinition ? text.replace(/\bdefinition\b/, '') : text }, message };
}

const isAtom = (item: Expression | undefined, text: string): boolean =>
  item?.kind === 'atom' && item.text === text;

const utf8 = (bytes: readonly number[]): string => Buffer.from(bytes).toString('utf8');

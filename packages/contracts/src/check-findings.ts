import { adviceCodes } from './advice-codes.ts';
import { codes, type ArgKind, type Code, type CodeEntry, type ReportName } from './codes.ts';
import { jsonPath, shown } from './schema-text.ts';

/** A finding as the schemas know it: any code, any arguments. */
interface LooseFinding {
  readonly code: string;
  readonly severity?: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** What is wrong with the findings of a document that fits its schema, with the JSON path; null when nothing is. */
export type CheckFindings = (data: unknown) => string | null;

/** Checks that a report's findings are those that it can give. */
export const checkFindingsOf =
  (report: ReportName): CheckFindings =>
  (data) =>
    firstProblem((data as { findings: readonly LooseFinding[] }).findings, '/findings', report);

/** Checks what verify.json repeats of the reports. */
export const checkVerification: CheckFindings = (data) => {
  const { failures, warnings } = data as Record<'failures' | 'warnings', readonly LooseFinding[]>;
  return firstProblem(failures, '/failures') ?? firstProblem(warnings, '/warnings');
};

/** Checks what check.json repeats of the reports in it. */
export const checkFailures: CheckFindings = (data) =>
  firstProblem((data as { failures: readonly LooseFinding[] }).failures, '/failures');

/** Checks the arguments of advice. */
export const checkAdvice: CheckFindings = (data) => {
  type Pieces = readonly { readonly code: keyof typeof adviceCodes; readonly args: LooseFinding['args'] }[];
  const { advice, refused } = data as Record<'advice' | 'refused', Pieces>;
  for (const [list, pieces] of Object.entries({ advice, refused })) {
    for (const [index, { code, args }] of pieces.entries()) {
      const problem = argsProblem(args, adviceCodes[code], `/${list}/${index}/args`);
      if (problem !== null) return problem;
    }
  }
  return null;
};

function firstProblem(
  findings: readonly LooseFinding[],
  pointer: string,
  report?: ReportName,
): string | null {
  for (const [index, finding] of findings.entries()) {
    const problem = problemOf(finding, `${pointer}/${index}`, report);
    if (problem !== null) return problem;
  }
  return null;
}

function problemOf(
  { code, severity, args }: LooseFinding,
  pointer: string,
  report: ReportName | undefined,
): string | null {
  if (!isCode(code)) {
    return `${jsonPath(pointer, 'code')}: ${shown(code)} is no code that this version of wasmgate knows`;
  }
  const entry: CodeEntry = codes[code];
  if (report !== undefined && !entry.reports.includes(report)) {
    return `${jsonPath(pointer, 'code')}: ${code} is no code of ${report}.json`;
  }
  const severities: readonly string[] = [entry.severity].flat();
  if (severity !== undefined && !severities.includes(severity)) {
    return `${jsonPath(pointer, 'severity')}: expected ${severities.join(' or ')} of ${code}, found ${shown(severity)}`;
  }
  return argsProblem(args, entry.args, `${pointer}/args`);
}

function argsProblem(args: LooseFinding['args'], kinds: CodeEntry['args'], pointer: string): string | null {
  for (const [key, kind] of Object.entries(kinds)) {
    const name = nameOf(key);
    const value = Object.hasOwn(args, name) ? args[name] : undefined;
    if (value === undefined) {
      if (name !== key) continue;
      return `${jsonPath(pointer, name)}: is missing`;
    }
    const expected = typeof kind === 'string' ? expectations[kind] : oneOf(kind);
    if (!expected.holds(value)) {
      return `${jsonPath(pointer, name)}: expected ${expected.what}, found ${shown(value)}`;
    }
  }
  const known = new Set(Object.keys(kinds).map(nameOf));
  const unknown = Object.keys(args).find((name) => !known.has(name));
  return unknown === undefined ? null : `${jsonPath(pointer, unknown)}: unknown argument`;
}

/** The name of an argument; a `?` says that it may be left out. */
const nameOf = (key: string): string => key.replace('?', '');

const isCode = (text: string): text is Code => Object.hasOwn(codes, text);

interface Expectation {
  readonly what: string;
  readonly holds: (value: unknown) => boolean;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number';

const expectations = {
  text: { what: 'a text', holds: isText },
  number: { what: 'a number', holds: isNumber },
  figure: { what: 'a number or a text', holds: (value) => isText(value) || isNumber(value) },
  texts: { what: 'a list of texts', holds: (value) => Array.isArray(value) && value.every(isText) },
} as const satisfies Readonly<Record<ArgKind, Expectation>>;

const oneOf = (words: readonly string[]): Expectation => ({
  what: `one of ${words.join(', ')}`,
  holds: (value) => isText(value) && words.includes(value as string),
});

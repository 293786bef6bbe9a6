import { codes, type ArgsOf, type Code, type CodeIn, type ReportName, type SeverityOf } from './codes.ts';

/** One thing of this code that was noticed: `args` go with the code, `path` says where. Text is made by packages/words. */
export interface FindingOf<C extends Code> {
  readonly code: C;
  readonly severity: SeverityOf<C>;
  readonly args: ArgsOf<C>;
  /** A section, an offset, a JSON path, a stage. */
  readonly path?: string;
}

/** One thing that was noticed, as data: a union over codes, of which one `code` tells the arguments. */
export type Finding = { [C in Code]: FindingOf<C> }[Code];

/** What a report can say. */
export type FindingIn<R extends ReportName> = { [C in CodeIn<R>]: FindingOf<C> }[CodeIn<R>];

/** A code whose severity the one who gives it decides. */
type Judged = { [C in Code]: (typeof codes)[C]['severity'] extends string ? never : C }[Code];

type Where<C extends Code> = C extends Judged
  ? [severity: SeverityOf<C>, path?: string | undefined]
  : [path?: string | undefined];

/** Makes a finding: its arguments are those that `codes` names, its severity too unless there is a choice. */
export function finding<C extends Code>(code: C, args: ArgsOf<C>, ...where: Where<C>): FindingOf<C> {
  const fixed = codes[code].severity;
  const [severity, path] = typeof fixed === 'string' ? [fixed, where[0]] : where;
  return {
    code,
    severity: severity as SeverityOf<C>,
    args,
    ...(path === undefined ? {} : { path }),
  };
}

/** The name of the metric that a finding or a failure speaks of; undefined when it speaks of none. */
export function metricNameOf({ args }: Pick<Finding, 'args'>): string | undefined {
  return 'metric' in args ? args.metric : undefined;
}

/** A report with more findings, and the verdict that follows: what a bin by hand adds to what it measured. */
export function withFindings<R extends { findings: Finding[]; verdict: 'pass' | 'fail' }>(
  report: R,
  more: readonly R['findings'][number][],
): R {
  const findings = [...report.findings, ...more];
  return { ...report, findings, verdict: verdictOf(findings) };
}

/** `fail` when any finding is a violation. */
export function verdictOf(findings: readonly Finding[]): 'pass' | 'fail' {
  return findings.some(({ severity }) => severity === 'violation') ? 'fail' : 'pass';
}

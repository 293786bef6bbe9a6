import type { Finding as GeneratedFinding } from './generated/size.ts';

/** One thing that was noticed, as data: `code`, `severity`, `args`, and `path` (where). Text is made by cli-kit. */
export type Finding = GeneratedFinding;

/** `fail` when any finding is a violation. */
export function verdictOf(findings: readonly Finding[]): 'pass' | 'fail' {
  return findings.some((finding) => finding.severity === 'violation') ? 'fail' : 'pass';
}

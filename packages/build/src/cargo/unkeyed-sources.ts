import { isAbsolute, relative, resolve, sep } from 'node:path';
import { finding, type FindingOf } from '@wasmgate/contracts/finding';
import { BUILD_WORK_DIR } from '@wasmgate/contracts/layout';

/** What the task `build` is keyed on, as turbo.json lists it, and what cargo makes of that. */
const KEYED = /^(?:Cargo\.toml|Cargo\.lock|build\.rs|wasmgate\.json|(?:\.cargo|src|wit|prebuilt)\/.+)$/;

/**
 * The sources that cargo's dep-info (a Makefile rule: `artifact: source …`, spaces escaped by a backslash) names and that
 * do not key the task `build`: relative to the subject where they lie in it, in order.
 */
export function unkeyedSources(depInfo: string, subjectDir: string): string[] {
  const [rule = ''] = depInfo.split('\n');
  // The colon of a drive letter has no space behind it.
  const sources = rule.slice(rule.indexOf(': ') + 2).match(/(?:\\.|[^\s\\])+/g) ?? [];
  return sources
    .map((source) => resolve(subjectDir, source.replaceAll('\\ ', ' ')))
    .flatMap((path) => {
      const inside = relative(subjectDir, path).split(sep).join('/');
      if (inside.startsWith('../') || isAbsolute(inside)) return [path];
      return KEYED.test(inside) || inside.startsWith(`${BUILD_WORK_DIR}/`) ? [] : [inside];
    })
    .toSorted();
}

/** The finding for such sources; null when there are none. Reports hold no absolute path: outside, the file's name alone. */
export function unkeyedFinding(sources: readonly string[]): FindingOf<'input_unkeyed'> | null {
  if (sources.length === 0) return null;
  const names = sources.map((path) => (isAbsolute(path) ? `(outside) ${path.split(/[/\\]/).at(-1)}` : path));
  return finding('input_unkeyed', { sources: names.slice(0, 20) });
}

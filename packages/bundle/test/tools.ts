import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the packages lie. */
export const packages = join(import.meta.dirname, '../..');

/** Packages that are bundled into a tool. */
export const tools = [
  'build',
  'size',
  'feature-check',
  'settings',
  'startup-bench',
  'memory',
  'regression-compare',
  'report',
] as const;

/** The entries that a tool's `compile` makes, from its package.json. */
export function entriesOf(tool: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(packages, tool, 'package.json'), 'utf8')) as {
    scripts: { compile: string };
  };
  const [, ...entries] = scripts.compile.replace(/ --browser .*/, '').split(' ');
  return entries.length > 0 ? entries : ['main'];
}

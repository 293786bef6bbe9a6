import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path lies outside of a folder; both absolute. */
export function isOutside(dir: string, path: string): boolean {
  const way = relative(dir, path);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}

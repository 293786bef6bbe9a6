import { realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, posix as posixPath, relative, sep } from 'node:path';
import picomatch from 'picomatch';

/** Where a file stands: keyed, or not, and then how it is written for people. */
export type FilePlace =
  | { readonly keyed: true }
  /** `input` is what to add to the inputs of `build`; null above the repository, where nothing can be keyed. */
  | { readonly keyed: false; readonly name: string; readonly input: string | null };

interface Places {
  readonly subjectDir: string;
  /** The repository. */
  readonly root: string;
  /** Globs: see TurboBuildTask. */
  readonly inputs: readonly string[];
}

const ROOT = '$TURBO_ROOT$/';
const { normalize } = posixPath;
const posix = (path: string): string => path.split(sep).join('/');

/** The file that a path leads to; of what is not there the nearest folder that is counts. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent), basename(path));
  }
}

/**
 * Tells which files key the task `build`. A file counts by where it really lies: turbo hashes a committed link by the path in it,
 * and not what stands there.
 */
export function keyedFiles({ subjectDir, root, inputs }: Places): (path: string) => FilePlace {
  const subject = realPath(subjectDir);
  const repository = realPath(root);
  // What a folder's own name would mean to a glob must not count.
  const folder = posix(relative(repository, subject)).replaceAll(/[\\*?[\]{}()!+@|]/g, String.raw`\$&`);
  const inRepository = (glob: string) =>
    glob.startsWith(ROOT) ? glob.slice(ROOT.length) : normalize(`${folder}/${glob}`).replace(/^\//, '');
  const matcher = (globs: readonly string[]) => picomatch(globs.map(inRepository), { dot: true });
  const included = matcher(inputs.filter((glob) => !glob.startsWith('!')));
  const excluded = matcher(inputs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1)));
  return (path) => {
    const real = realPath(path);
    const inRoot = posix(relative(repository, real));
    if (leaves(inRoot)) return { keyed: false, name: real, input: null };
    if (included(inRoot) && !excluded(inRoot)) return { keyed: true };
    const inSubject = posix(relative(subject, real));
    if (leaves(inSubject)) return { keyed: false, name: inRoot || '.', input: `${ROOT}${inRoot}` };
    return { keyed: false, name: inSubject || '.', input: inSubject || '**' };
  };
}

const leaves = (way: string): boolean => way === '..' || way.startsWith('../') || isAbsolute(way);

import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { homeFolder } from '../machine/machine.ts';

/** A configuration file of cargo and where it stands, in words that are the same on every machine. */
export interface ConfigFile {
  /** `subject`, `workspace` or `workspace <path>` (in the repository), `parent 1` and so on above it, `CARGO_HOME`. */
  readonly level: string;
  /** Absolute. */
  readonly file: string;
}

/** Where cargo is asked to look from. */
export interface ConfigPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The repository: the folder that turbo calls its root. */
  readonly root: string;
}

/** The folder of cargo's own files. */
export function cargoHome(env: ConfigPlace['env']): string {
  return env['CARGO_HOME'] || join(homeFolder(env), '.cargo');
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Of the old and the new name cargo takes the old one when both are there. */
const configIn = (folder: string): string | undefined =>
  ['config', 'config.toml'].map((name) => join(folder, name)).find((file) => existsSync(file));

/**
 * The files that cargo reads when it runs in the subject's folder, the most important first: its own, each parent's up to the
 * file system's root, and CARGO_HOME's (The Cargo Book, "Configuration": hierarchical structure). Reads folders; runs nothing.
 */
export function configFiles(subjectDir: string, { env, root }: ConfigPlace): readonly ConfigFile[] {
  const home = real(cargoHome(env));
  const repository = real(root);
  const files: ConfigFile[] = [];
  let above = 0;
  for (let folder = real(subjectDir), from = folder; ; folder = dirname(folder)) {
    const inside = folder === repository || folder.startsWith(`${repository}${sep}`);
    if (!inside && folder !== from) above += 1;
    const config = join(folder, '.cargo');
    const file = real(config) === home ? undefined : configIn(config);
    if (file !== undefined)
      files.push({ level: levelOf(folder, from, inside ? repository : null, above), file });
    if (dirname(folder) === folder) break;
  }
  const last = configIn(home);
  return last === undefined ? files : [...files, { level: 'CARGO_HOME', file: last }];
}

function levelOf(folder: string, subject: string, repository: string | null, above: number): string {
  if (folder === subject) return 'subject';
  if (repository === null) return `parent ${above}`;
  return ['workspace', relative(repository, folder).split(sep).join('/')]
    .filter((part) => part !== '')
    .join(' ');
}

import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { ConfigLevel } from './merge-config.ts';
import { isTable, type Toml } from './toml-table.ts';

/** What a configuration says that cannot key a build: it leads to files whose content nothing is keyed on. */
export interface CargoConfigProblem {
  /** Where it stands: see ConfigFile. */
  readonly level: string;
  /** Dotted, such as `patch.crates-io.itoa.path`. */
  readonly key: string;
  readonly why: string;
  /** What puts it right. */
  readonly fix: string;
}

function isOutside(dir: string, path: string): boolean {
  let at = path;
  try {
    at = realpathSync(path);
  } catch {
    // What is not there leads where its name says.
  }
  const way = relative(realpathSync(dir), at);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}

const entries = (value: Toml | undefined): [string, Toml][] => (isTable(value) ? Object.entries(value) : []);

/** Finds in one file what leads out of the subject: path overrides, patches by path, vendored folders, and paths in flags. */
export function configProblems(
  subjectDir: string,
  { level, file, table }: ConfigLevel,
): CargoConfigProblem[] {
  // cargo reads a relative path from the folder that holds `.cargo`.
  const base = dirname(dirname(file));
  const leaves = (path: Toml | undefined): path is string =>
    typeof path === 'string' && isOutside(subjectDir, resolve(base, path));
  const problem = (key: string, what: string, fix: string): CargoConfigProblem => ({
    level,
    key,
    why: `${what} lies outside the subject: its content keys nothing`,
    fix,
  });
  const paths = table['paths'];
  return [
    ...(Array.isArray(paths) ? paths : [])
      .filter(leaves)
      .map((path) =>
        problem(
          'paths',
          `the override ${path}`,
          'remove it, and depend on that package in Cargo.toml: by registry, git, or a path inside the subject',
        ),
      ),
    ...entries(table['patch']).flatMap(([registry, packages]) =>
      entries(packages)
        .filter(([, patch]) => isTable(patch) && leaves(patch['path']))
        .map(([name]) =>
          problem(
            `patch.${registry}.${name}.path`,
            `the patch of ${name}`,
            `put it into the subject's Cargo.toml, with a git address or a path inside the subject: [patch.${registry}]  ${name} = { … }`,
          ),
        ),
    ),
    ...entries(table['source'])
      .filter(([, source]) => isTable(source) && leaves(source['directory']))
      .map(([name]) =>
        problem(
          `source.${name}.directory`,
          'the folder of vendored packages',
          'vendor them into the subject (cargo vendor), and configure it in its own .cargo/config.toml',
        ),
      ),
    ...flagLists(table).flatMap(([key, flags]) =>
      absolutePaths(flags)
        .filter((path) => isOutside(subjectDir, path))
        .map((path) =>
          problem(
            key,
            `${path}, which a flag names,`,
            "move the file into the subject's src/, and the flag into its .cargo/config.toml",
          ),
        ),
    ),
  ];
}

/** The flags that reach rustc when it compiles to WebAssembly; those of a `cfg(…)` may be for the machine itself. */
function flagLists(table: ConfigLevel['table']): [string, string[]][] {
  const { build, target } = table;
  const lists: [string, Toml | undefined][] = [
    ['build.rustflags', isTable(build) ? build['rustflags'] : undefined],
    ...entries(target)
      .filter(([triple]) => triple.startsWith('wasm32-'))
      .map(([triple, one]): [string, Toml | undefined] => [
        `target.${triple}.rustflags`,
        isTable(one) ? one['rustflags'] : undefined,
      ]),
  ];
  return lists.map(([key, flags]) => [
    key,
    typeof flags === 'string'
      ? flags.split(/\s+/)
      : Array.isArray(flags)
        ? flags.filter((flag) => typeof flag === 'string')
        : [],
  ]);
}

/** Files and folders that flags name, such as `-Cprofile-use=/pgo.profdata`; the left side of a remap is not read. */
function absolutePaths(flags: readonly string[]): string[] {
  return flags
    .filter(
      (flag, index) => !flag.startsWith('--remap-path-prefix') && flags[index - 1] !== '--remap-path-prefix',
    )
    .flatMap((flag) => /(?:^|=|^-L)(\/[^=]+)$/.exec(flag)?.[1] ?? []);
}

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { CargoArtifact } from '../cargo/cargo-messages.ts';

/** What rustc says that a unit was made of. */
export interface DepInfo {
  /** Files that the rule makes, as they stand there. */
  readonly targets: readonly string[];
  /** Files that were read, as they stand there: absolute, or relative to the folder in which rustc ran. */
  readonly sources: readonly string[];
  /** Variables that `env!` and `option_env!` asked for, whether or not they were set. */
  readonly variables: readonly string[];
}

const plain = (name: string): string => name.replaceAll('\\ ', ' ');
const words = (list: string): string[] => (list.match(/(?:\\ |[^\s])+/g) ?? []).map(plain);

/**
 * Parses rustc's dep-info: Makefile rules (`made: read read`, a space in the name of a source behind a backslash), and a line
 * `# env-dep:NAME=value` a variable (The rustc Book, "--emit"; rust-lang/rust #71858).
 */
export function parseDepInfo(text: string): DepInfo {
  const lines = text.split(/\r?\n/);
  // The colon of a drive letter has no space behind it, and a rule without sources ends with its colon.
  const rules = lines.flatMap((line) => {
    const rule = /^(?!#)(.+?):(?: (.*))?$/.exec(line);
    return rule?.[1] === undefined ? [] : [{ made: plain(rule[1]), read: words(rule[2] ?? '') }];
  });
  return {
    targets: rules.filter(({ read }) => read.length > 0).map(({ made }) => made),
    sources: [...new Set(rules.flatMap(({ read }) => read))],
    variables: lines.flatMap((line) => /^# env-dep:([^=]+)/.exec(line)?.[1] ?? []),
  };
}

/** What rustc wrote about each unit in cargo's target folder, to be asked for a unit of cargo's messages. */
export class DepInfoFinder {
  readonly #targetDir: string;
  #files: readonly string[] | undefined;

  constructor(targetDir: string) {
    this.#targetDir = targetDir;
  }

  /**
   * What a unit was made of. cargo's message names what it copied or linked out of its own folders; rustc's dep-info names the
   * file in there, so one is known by the other's bytes. Throws EnvironmentError when cargo left none: then nothing is known.
   */
  find({ target, filenames }: Pick<CargoArtifact, 'target' | 'filenames'>): readonly DepInfo[] {
    const crate = target.name.replaceAll('-', '_');
    const candidates = this.#list()
      .filter((file) => basename(file).startsWith(crate))
      .map((file) => ({ file, info: parseDepInfo(readFileSync(file, 'utf8')) }))
      // cargo writes a rule of its own beside what it copies; only rustc's names itself.
      .filter(({ file, info }) => info.targets.some((made) => resolve(made) === file))
      .map(({ info }) => info);
    const found = candidates.filter(({ targets }) =>
      targets.some((made) => filenames.some((file) => isSameFile(made, file))),
    );
    if (found.length > 0) return found;
    throw new EnvironmentError(`cargo left no dep-info of ${target.name}: what it was made of is not known`, {
      fix: `remove ${this.#targetDir} and build again`,
    });
  }

  #list(): readonly string[] {
    this.#files ??= readdirSync(this.#targetDir, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.d'))
      .map((path) => join(this.#targetDir, path));
    return this.#files;
  }
}

function isSameFile(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    const [one, other] = [statSync(a), statSync(b)];
    if (one.ino !== 0 && one.ino === other.ino && one.dev === other.dev) return true;
    return one.size === other.size && readFileSync(a).equals(readFileSync(b));
  } catch {
    return false;
  }
}

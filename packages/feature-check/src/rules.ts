import type { BuildJson } from '@wasmgate/contracts/build';
import type { GroupConfig } from './default-groups.ts';

/** The kinds of rules that a group may have. */
export type RuleKind = 'crates' | 'paths' | 'imports' | 'patterns';

/** One compiled unit, from build.json. */
export type Unit = NonNullable<BuildJson['units']>[number];

/** A crate that must not be in, under the names it goes by. */
export interface CrateRule {
  /** As the configuration writes it. */
  readonly text: string;
  /** Its package name and the names of its libraries, written as in symbols: `tokio_util`. */
  readonly names: ReadonlySet<string>;
}

/** A text to look for: `folded` is lower case, each character one byte of its UTF-8. */
export interface TextRule {
  readonly text: string;
  readonly folded: string;
}

/** A module path, such as std::process. */
export interface PathRule {
  readonly text: string;
  readonly segments: readonly string[];
  readonly folded: string;
}

/** A group, made ready to match. */
export interface GroupRules {
  readonly config: GroupConfig;
  /** Kinds of rules that the group has, in a fixed order. */
  readonly kinds: readonly RuleKind[];
  readonly crates: readonly CrateRule[];
  readonly paths: readonly PathRule[];
  readonly imports: readonly string[];
  readonly patterns: readonly TextRule[];
}

/** A crate's name as symbols write it. */
export const crateName = (name: string): string => name.toLowerCase().replaceAll('-', '_');

/** Bytes as a lower-case text of the same length, one character a byte: offsets stay true. */
export const foldBytes = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').toLowerCase();

/** A text as `foldBytes` writes its UTF-8. */
export const foldText = (text: string): string => Buffer.from(text, 'utf8').toString('latin1').toLowerCase();

/** Makes groups ready to match. A library may be named otherwise than its package: the compiled units tell. */
export function groupRules(groups: readonly GroupConfig[], units: readonly Unit[]): GroupRules[] {
  return groups.map((config) => {
    const { crates = [], paths = [], imports = [], patterns = [] } = config;
    const rules = { crates, paths, imports, patterns };
    return {
      config,
      kinds: (['crates', 'paths', 'imports', 'patterns'] as const).filter((kind) => rules[kind].length > 0),
      crates: crates.map((text) => ({ text, names: namesOf(text, units) })),
      paths: paths.map((text) => ({ text, segments: pathSegments(text), folded: foldText(text) })),
      imports,
      patterns: patterns.map((text) => ({ text, folded: foldText(text) })),
    };
  });
}

function namesOf(crate: string, units: readonly Unit[]): Set<string> {
  const name = crateName(crate);
  const names = new Set([name]);
  for (const unit of units) {
    if (crateName(unit.name) === name && isLibrary(unit)) names.add(crateName(unit.target));
  }
  return names;
}

/** Whether a unit is code that can be linked: no build script, no proc-macro. */
export const isLibrary = ({ kind }: Unit): boolean =>
  !kind.some((each) => each === 'custom-build' || each === 'proc-macro');

const pathSegments = (path: string): string[] =>
  path.split('::').map((segment, index) => (index === 0 ? segment.replaceAll('-', '_') : segment));

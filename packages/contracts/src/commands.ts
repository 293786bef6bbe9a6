/**
 * The commands that texts and errors name, each spelled here alone. Functions: a bundle holds those that it uses, so that
 * a new spelling re-runs no task that does not name the command.
 */

/** A word for a shell: names of metrics can come from a hostile module's exports. */
function shellWord(text: string): string {
  return /^[\w.:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** What is accepted: everything of all subjects, unless a metric (`native`: the programs of the host) or a subject is named. */
export interface Accepting {
  readonly metric?: string | readonly string[];
  readonly subject?: string;
  /** The set of figures that it is filed in; without: `exact`. */
  readonly basis?: string | undefined;
}

/** Accepts what was measured. */
export function acceptCommand({ metric, subject, basis }: Accepting): string {
  const only = [metric ?? []].flat().map((name) => ` ${shellWord(name)}`);
  const under = basis === undefined ? '' : ` --basis ${shellWord(basis)}`;
  const of = subject === undefined ? '' : ` --subject ${shellWord(subject)}`;
  return `npx wasmgate baseline --accept${only.join('')}${under}${of}`;
}

/** Finishes a merge of baseline.json and of accepted artifacts. */
export function resolveCommand({ measure = false, take }: { measure?: boolean; take?: string } = {}): string {
  const flags = [...(measure ? [' --measure'] : []), ...(take === undefined ? [] : [` --take ${take}`])];
  return `npx wasmgate baseline --resolve${flags.join('')}`;
}

/** Rewrites baseline.json as this version writes it. */
export const migrateCommand = (): string => 'npx wasmgate migrate';

/** Takes the timed figures of a subject again. */
export const remeasureCommand = (subject: string): string => `npx wasmgate remeasure ${shellWord(subject)}`;

/** Installs a channel of Rust with the standard library for a target. */
export const installChannelCommand = (channel: string, target: string): string =>
  `rustup toolchain install ${shellWord(channel)} --profile minimal --target ${target}`;

/** Writes what a subject is made of into its turbo.json. */
export const syncCommand = (): string => 'npx wasmgate sync';

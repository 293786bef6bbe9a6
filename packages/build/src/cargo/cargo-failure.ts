import { stripVTControlCharacters } from 'node:util';
import { printable } from '@wasmgate/contracts/printable';
import { EnvironmentError, InputError, type WasmgateError } from '@wasmgate/contracts/errors';

interface FailureContext {
  /** The program that failed, as one would type it. */
  readonly cargo: string;
  /** Path of the manifest, as one would type it. */
  readonly manifest: string;
  /** Target triple. */
  readonly triple: string;
}

interface Rule {
  readonly when: RegExp;
  readonly make: (said: string, context: FailureContext) => WasmgateError;
}

const quoted = (path: string): string =>
  /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;

const command = (words: string, { cargo, manifest }: FailureContext): string =>
  `${quoted(cargo)} ${words} --manifest-path ${quoted(manifest)}`;

const environment =
  (fix: string) =>
  (said: string): WasmgateError =>
    new EnvironmentError(`cargo failed: ${said}`, { fix });

const input =
  (fix: string) =>
  (said: string): WasmgateError =>
    new InputError(`cargo refused: ${said}`, { fix });

/** What cargo and rustc say when they fail, and whose fault that is. The first that matches counts. */
const rules: readonly Rule[] = [
  {
    when: /cannot create the lock file|because the lock file does not exist/i,
    make: (said, context) =>
      new InputError(`Cargo.lock is missing: ${said}`, {
        fix: `${command('generate-lockfile', context)} # then commit it`,
      }),
  },
  {
    when: /cannot update the lock file|lock file .* needs to be updated/i,
    make: (said, context) =>
      new InputError(`Cargo.lock does not fit Cargo.toml: ${said}`, {
        fix: `${command('update --workspace', context)} # then commit Cargo.lock`,
      }),
  },
  {
    when: /lock file version .* was found, but this version of Cargo/i,
    make: (said, context) =>
      new EnvironmentError(`Cargo.lock was written by a newer cargo: ${said}`, {
        fix: `use a newer toolchain, or write the lock file anew: ${command('generate-lockfile', context)}`,
      }),
  },
  {
    when: /failed to parse lock file/i,
    make: (said, context) =>
      new InputError(`Cargo.lock is damaged: ${said}`, {
        fix: `restore it from version control, or remove it and write it anew: ${command('generate-lockfile', context)}`,
      }),
  },
  {
    when: /\(os error (?:28|122)\)/,
    make: environment('make room on the disk and run it again'),
  },
  {
    when: /^error: linker `(?:cc|gcc|clang|link\.exe)` not found|cannot find (?:S?crt1\.o|-lc\b|crti\.o)/m,
    make: environment(
      'build scripts and proc-macros need a C compiler: apt install gcc libc6-dev (macOS: xcode-select --install)',
    ),
  },
  {
    when: /^error: linker `[^`]*` not found/m,
    make: environment('npx wasmgate doctor says which linker is missing, and how to get it'),
  },
  {
    when: /target may not be installed|can't find crate for `(?:core|std)`/i,
    make: (said, { triple }) =>
      new EnvironmentError(`cargo failed: ${said}`, {
        fix: `the standard library for ${triple} is missing: rustup target add ${triple}, or npx wasmgate install`,
      }),
  },
  {
    when: /requires rustc \S+ or newer|is not supported by the following package|is not supported by this compiler/i,
    make: environment('a newer Rust is needed: npx wasmgate doctor says what there is'),
  },
  {
    when: /\(os error (?:13|30)\)/,
    make: environment('check who owns the target folder and the cargo home, and whether they are writable'),
  },
  {
    when: /could not compile|failed to run custom build command/i,
    make: (said) =>
      new InputError(`the crate does not compile: ${said}`, { fix: "rustc's own words are above" }),
  },
  {
    when: /Could ?n[o']t (?:resolve host|connect)|failed to (?:download|fetch|get )|unable to (?:update registry|get packages)|spurious network error|SSL (?:connect|certificate)|network failure|timed out|\[(?:6|7|28|35|52|56|60)\] /i,
    make: environment('check the network and the proxy (HTTPS_PROXY, CARGO_HTTP_*), then run it again'),
  },
  {
    when: /offline mode|--offline was specified/i,
    make: environment('cargo is offline (CARGO_NET_OFFLINE): fetch once with the network, then run it again'),
  },
  {
    when: /profile `[^`]*` is (?:not defined|missing an `inherits`)/,
    make: input(
      'define [profile.…] with inherits = "release" in Cargo.toml, or change crate.profile in wasmgate.json',
    ),
  },
  {
    when: /does not contain (?:this|these) features?|does not have (?:the )?feature/i,
    make: input('change crate.features in wasmgate.json'),
  },
];

/** What a failed cargo means for the user: its own words in one line, exit code 2 or 3, and how to put it right. */
export function cargoFailure(stderr: string, context: FailureContext): WasmgateError {
  const text = stripVTControlCharacters(stderr);
  const said = summary(text);
  const rule = rules.find(({ when }) => when.test(text));
  return rule === undefined
    ? new InputError(`cargo refused: ${said}`, { fix: `see what it says: ${command('check', context)}` })
    : rule.make(said, context);
}

/** The first error and, of a chain of causes, the last: what came between only says where it was noticed. */
function summary(text: string): string {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => /^error(?:\[E\d+\])?: /.test(line));
  if (first === -1)
    return printable(
      lines
        .filter((line) => line.trim() !== '')
        .slice(-3)
        .join(' / ') || 'no message',
    );
  const parts = [(lines[first] ?? '').replace(/^error: /, '')];
  const place = lines.slice(first + 1, first + 4).find((line) => /^\s*--> /.test(line));
  if (place !== undefined) parts.push(place.trim().replace(/^--> /, 'at '));
  const lastCause = lines.lastIndexOf('Caused by:');
  if (lastCause !== -1) parts.push((lines[lastCause + 1] ?? '').trim());
  return printable(parts.join(', '));
}

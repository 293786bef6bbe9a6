import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, posix, resolve } from 'node:path';
import { checkPostlink } from './check-postlink.ts';
import { InputError } from './errors.ts';
import type { VariantJson } from './generated/variant.ts';
import { validate as validateVariant } from './generated/variant.validate.js';
import { validate } from './generated/wasmgate.validate.js';
import type { WasmgateJson } from './generated/wasmgate.ts';
import { checkJson, readJson, type Reading } from './json-file.ts';
import { MAX_CONFIG_BYTES } from './read-file.ts';
import { CONFIG_FILE } from './layout.ts';
import { isPolicyMetric, METRICS } from './metrics.ts';
import { isOutside } from './outside.ts';
import { rootOf, subjectName } from './workspace.ts';

/** wasmgate.json: the configuration of a subject. */
export type SubjectConfig = WasmgateJson;

/** A folder that is gated. */
export interface Subject {
  /** As in baseline.json: see `subjectName`. */
  readonly name: string;
  /** Absolute path of the folder. */
  readonly dir: string;
  readonly config: SubjectConfig;
}

const knownKeys: Readonly<Record<string, readonly string[]>> = {
  '': [
    '$schema',
    'extends',
    'crate',
    'wasm',
    'postlink',
    'optimize',
    'exports',
    'invoke',
    'startup',
    'memory',
    'native',
    'budgets',
    'policy',
    'loosened',
    'features',
  ],
  '/crate': ['manifest', 'target', 'profile', 'features', 'default_features', 'package', 'env', 'c_compiler'],
  '/optimize': ['level', 'features', 'drop_sections'],
  '/exports': ['none'],
  '/startup': ['engine', 'reason'],
  '/memory': ['may_leak', 'off'],
  '/features': ['require', 'groups', 'required', 'exceptions'],
  '/features/required': ['exports', 'imports'],
  '/budgets': METRICS.filter(({ isBudgetable }) => isBudgetable).map(({ name }) => name),
  '/policy': METRICS.filter(isPolicyMetric).map(({ name }) => name),
};
const groupLists = ['crates', 'paths', 'functions', 'imports', 'patterns', 'strings'] as const;
const groupKeys = ['name', ...groupLists, 'rules', 'mention', 'reason', 'instead'];
const ruleKeys = ['crate', 'path', 'function', 'import', 'pattern', 'string', 'reason', 'instead'];
const exceptionKeys = ['group', 'rule', 'match', 'reason', 'owner', 'expires'];

function known(pointer: string): readonly string[] {
  const keys = knownKeys[pointer];
  if (keys !== undefined) return keys;
  if (pointer.startsWith('/native/')) return ['bin', 'args'];
  if (pointer.startsWith('/features/exceptions/')) return exceptionKeys;
  if (!pointer.startsWith('/features/groups/')) return [];
  return pointer.includes('/rules/') ? ruleKeys : groupKeys;
}

/**
 * Reads and checks a wasmgate.json; a variant's is completed by that of the subject which it extends. Errors (exit 2) name file, JSON
 * path and expectation, and offer a did-you-mean.
 */
export function readSubjectConfig(file: string, reading: Reading = {}): SubjectConfig {
  const data = readJson(file, { maxBytes: MAX_CONFIG_BYTES, ...reading });
  const dir = dirname(file);
  return checkSubjectConfig(file, data, (folder) => {
    const parent = join(pathInside(dir, folder, `${file}: $.extends`, rootOf(dir)), CONFIG_FILE);
    return existsSync(parent) ? readJson(parent, { maxBytes: MAX_CONFIG_BYTES }) : undefined;
  });
}

/**
 * Checks and completes a wasmgate.json that was parsed already; `file` names where it came from. `parentOf` gives what stands in that of
 * another folder, as `extends` names it; undefined: there is none. Errors as those of `readSubjectConfig`.
 */
export function checkSubjectConfig(
  file: string,
  data: unknown,
  parentOf: (folder: string) => unknown,
): SubjectConfig {
  const config = isVariant(data) ? completeVariant(file, data, parentOf) : checkConfig(file, data);
  checkStartup(file, config);
  checkPostlink(file, config);
  checkNative(file, config);
  checkRules(file, config);
  return config;
}

function checkConfig(file: string, data: unknown): SubjectConfig {
  const choices = data as { crate?: unknown; wasm?: unknown } | null;
  if (
    typeof data === 'object' &&
    data !== null &&
    (choices?.crate === undefined) === (choices?.wasm === undefined)
  ) {
    throw new InputError(
      `${file}: $: expected exactly one of "crate" (a crate to build) and "wasm" (a prebuilt file)`,
    );
  }
  return checkJson<SubjectConfig>(file, data, { validate, known }, 'see schemas/wasmgate.schema.json');
}

const isVariant = (data: unknown): boolean => typeof data === 'object' && data !== null && 'extends' in data;

function completeVariant(file: string, data: unknown, parentOf: (folder: string) => unknown): SubjectConfig {
  const shape = { validate: validateVariant, known };
  const variant = checkJson<VariantJson>(file, data, shape, 'see schemas/variant.schema.json');
  const said = `${file}: $.extends`;
  const parentData = parentOf(variant.extends);
  if (parentData === undefined) {
    throw new InputError(`${said}: no subject lies in ${JSON.stringify(variant.extends)}`, {
      fix: 'name the folder of the wasmgate.json of which this is a variant',
    });
  }
  if (isVariant(parentData)) {
    throw new InputError(`${said}: ${JSON.stringify(variant.extends)} is a variant itself`, {
      fix: 'name the subject that it extends',
    });
  }
  const parent = checkConfig(join(dirname(file), variant.extends, CONFIG_FILE), parentData);
  if (parent.crate !== undefined) return completed(variant, { ...parent, crate: parent.crate });
  throw new InputError(`${said}: ${JSON.stringify(variant.extends)} ships a prebuilt file`, {
    fix: 'a variant is a crate that is built in another way: name a subject with a crate',
  });
}

type CrateConfig = SubjectConfig & Required<Pick<SubjectConfig, 'crate'>>;

/** What a variant leaves unsaid is as in its parent. */
function completed({ $schema: _schema, ...variant }: VariantJson, parent: CrateConfig): SubjectConfig {
  const manifest = posix.join(variant.extends, parent.crate.manifest);
  const fields = (key: 'optimize' | 'budgets' | 'policy' | 'loosened') =>
    (variant[key] ?? parent[key]) === undefined ? {} : { [key]: { ...parent[key], ...variant[key] } };
  return {
    ...parent,
    ...variant,
    ...fields('optimize'),
    ...fields('budgets'),
    ...fields('policy'),
    ...fields('loosened'),
    crate: { ...parent.crate, ...variant.crate, manifest },
  };
}

/** Each name of a module is held against each rule: this many take a minute for a module of 45 MB. */
const MAX_RULES = 500;

/** How many rules there are no schema can say: they stand in the lists of all groups. */
function checkRules(file: string, { features }: SubjectConfig): void {
  const lists = (features?.groups ?? []).flatMap((group) => [
    ...groupLists.map((key) => group[key]),
    group.rules,
  ]);
  const rules = lists.reduce((sum, list) => sum + (list?.length ?? 0), 0);
  if (rules <= MAX_RULES) return;
  throw new InputError(
    `${file}: $.features.groups: ${rules} rules in all, at most ${MAX_RULES} are allowed`,
    {
      fix: 'a rule on a crate stands for all that is in it; one with * for many imports',
    },
  );
}

/** Nothing passes on no evidence without saying why. */
function checkStartup(file: string, { startup }: SubjectConfig): void {
  if (startup?.engine !== 'off' || startup.reason !== undefined) return;
  throw new InputError(`${file}: $.startup: "off" needs a reason, which is shown each time`, {
    fix: '"startup": { "engine": "off", "reason": "…" }',
  });
}

/** A program's name is the name of its file and of its metrics, so there is one of each; a prebuilt file has none. */
function checkNative(file: string, { wasm, native = [] }: SubjectConfig): void {
  if (native.length > 0 && wasm !== undefined) {
    throw new InputError(`${file}: $.native: a prebuilt file ("wasm") has no programs to build`, {
      fix: 'remove "native", or name the crate instead of the file',
    });
  }
  // Some file systems do not tell A from a.
  const names = native.map(({ bin }) => bin.toLowerCase());
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice !== -1) {
    throw new InputError(
      `${file}: $.native[${twice}].bin: ${JSON.stringify(native[twice]?.bin)} stands there twice`,
    );
  }
}

/** The subject whose folder is `dir`, or null when it holds no wasmgate.json. Throws InputError when that is invalid. */
export function readSubject(dir: string): Subject | null {
  const file = join(dir, CONFIG_FILE);
  if (!existsSync(file)) return null;
  return { name: subjectName(dir), dir: resolve(dir), config: readSubjectConfig(file) };
}

/**
 * A path from a configuration, made absolute. Throws InputError when it leaves the folder (default: `dir`), also through a
 * symbolic link.
 */
export function pathInside(dir: string, path: string, saidBy: string, folder = dir): string {
  const full = resolve(dir, path);
  if (isAbsolute(path) || isOutside(resolve(folder), full)) {
    throw new InputError(`${saidBy}: ${JSON.stringify(path)} leaves ${folder}`, {
      fix: `name a path inside the ${folder === dir ? 'subject' : 'repository'}`,
    });
  }
  if (existsSync(full) && isOutside(realpathSync(folder), realpathSync(full))) {
    throw new InputError(`${saidBy}: ${JSON.stringify(path)} leads out of ${folder} by a symbolic link`);
  }
  return full;
}

/** The Cargo.toml of a subject's crate: in the subject, or elsewhere in its repository. Throws InputError when it leaves that. */
export function crateManifest({ dir, config }: Pick<Subject, 'dir' | 'config'>): string {
  return pathInside(
    dir,
    config.crate?.manifest ?? 'Cargo.toml',
    'wasmgate.json: $.crate.manifest',
    rootOf(dir),
  );
}

/** Where cargo runs, and so where its configuration is looked for: in the subject, or beside a manifest that lies outside of it. */
export function cargoFolder(subject: Pick<Subject, 'dir' | 'config'>): string {
  const manifest = crateManifest(subject);
  return isOutside(resolve(subject.dir), manifest) ? dirname(manifest) : subject.dir;
}

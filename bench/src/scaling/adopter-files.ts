import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../repository.ts';

/** One task of turbo.json, as far as it is read here. */
export interface TurboTask {
  readonly dependsOn?: readonly string[];
  readonly outputs?: readonly string[];
}

/** A turbo.json, as far as it is read here. */
export interface TurboJson {
  readonly tasks: Readonly<Record<string, TurboTask>>;
}

/** The files of a workspace, by path; strings are text. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

const readOwn = <T>(path: string): T => JSON.parse(readFileSync(join(repository, path), 'utf8')) as T;
const asText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** This repository's turbo.json as adopters have it: tools come from npm, so nothing is compiled. */
export function adopterTurbo(): TurboJson {
  const { boundaries: _, tasks, ...rest } = readOwn<TurboJson & { boundaries?: unknown }>('turbo.json');
  const { transit: _transit, compile: _compile, ...kept } = tasks;
  const { dependsOn: _dependsOn, ...environment } = kept['//#environment'] ?? {};
  return { ...rest, tasks: { ...kept, '//#environment': environment } };
}

/** Names of so many subjects: s001, s002, … */
export const subjectNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `s${String(index + 1).padStart(3, '0')}`);

interface PackageJson {
  readonly name: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly packageManager?: string;
}

/**
 * The files of an adopter's workspace with so many prebuilt subjects: echo-module's accepted module, with names, its feature groups and
 * budgets of size. No budget is on a time, for a run that a busy machine turned red would not be cached.
 */
export function adopterFiles(count: number): Files {
  const { scripts, devDependencies } = readOwn<PackageJson>('subjects/echo-module/package.json');
  const { '@wasmgate/from-source': version, ...tools } = devDependencies;
  const root = rootPackage(version);
  const config = subjectConfig();
  const module = readFileSync(join(repository, 'subjects/echo-module/baseline/named.wasm'));
  const subjects = subjectNames(count).map((name) => ({
    name,
    version: '0.1.0',
    private: true,
    scripts,
    devDependencies: tools,
  }));
  return new Map<string, string | Uint8Array>([
    ['package.json', asText(root)],
    ['package-lock.json', asText(lockFile(root, subjects))],
    ['turbo.json', asText(adopterTurbo())],
    ['.gitignore', 'node_modules\ntarget/\n.turbo/\n.wasmgate/\nrecorded/\n*.run.json\n'],
    ...subjects.flatMap((subject): [string, string | Uint8Array][] => [
      [`subjects/${subject.name}/package.json`, asText(subject)],
      [`subjects/${subject.name}/wasmgate.json`, config],
      [`subjects/${subject.name}/prebuilt/app.wasm`, module],
    ]),
  ]);
}

function rootPackage(version = '0.1.0'): PackageJson & { readonly workspaces: readonly string[] } {
  const own = readOwn<PackageJson>('package.json');
  return {
    name: 'adopter',
    workspaces: ['subjects/*'],
    scripts: { environment: own.scripts['environment'] ?? '' },
    devDependencies: { ...own.devDependencies, '@wasmgate/toolchain': version },
    ...(own.packageManager === undefined ? {} : { packageManager: own.packageManager }),
  };
}

function subjectConfig(): string {
  const {
    crate: _crate,
    $schema: _schema,
    budgets,
    ...config
  } = readOwn<Record<string, unknown>>('subjects/echo-module/wasmgate.json');
  const sizes = Object.entries(budgets as object).filter(([metric]) => metric.startsWith('wasm_size_'));
  return asText({ wasm: 'prebuilt/app.wasm', ...config, budgets: Object.fromEntries(sizes) });
}

/** What `npm install` would write of the workspace itself; turbo takes its packages' dependencies from here. */
function lockFile(root: PackageJson, subjects: readonly PackageJson[]): object {
  const dependencies = { ...root.devDependencies, ...subjects[0]?.devDependencies };
  return {
    name: root.name,
    lockfileVersion: 3,
    requires: true,
    packages: Object.fromEntries([
      ['', root],
      ...subjects.flatMap(({ name, ...rest }) => [
        [`node_modules/${name}`, { resolved: `subjects/${name}`, link: true }],
        [`subjects/${name}`, { name, ...rest }],
      ]),
      ...Object.entries(dependencies).map(([name, version]) => [
        `node_modules/${name}`,
        { version, dev: true },
      ]),
    ]),
  };
}

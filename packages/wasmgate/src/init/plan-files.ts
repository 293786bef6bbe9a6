import picomatch from 'picomatch';
import { dirname, relative } from 'node:path';
import { parseDocument, YAMLSeq } from 'yaml';
import { InputError } from '@wasmgate/contracts/errors';
import { jsonText } from '@wasmgate/contracts/json-file';
import { BASELINE_FILE, LOCK_FILE } from '@wasmgate/contracts/layout';
import { PNPM_WORKSPACE_FILE } from '@wasmgate/contracts/workspace';
import { BASELINE_VERSION } from '@wasmgate/contracts/baseline';
import { defaultLock } from '@wasmgate/toolchain';
import type { Layout } from './choose-layout.ts';
import { Draft } from './draft.ts';
import type { Entry } from './edit-json.ts';
import { pathOf, type Candidate } from './find-candidates.ts';
import {
  rootScripts,
  rootTask,
  singlePackageTasks,
  subjectScripts,
  subjectTasks,
  turboSettings,
  type Tasks,
} from './gate-tasks.ts';
import { ignoredLines } from './ignored-lines.ts';
import type { Repository } from './repository.ts';
import { workflowText } from './workflow-text.ts';

/** The versions that are asked for where a repository names none. */
export interface Versions {
  readonly wasmgate: string;
  readonly turbo: string;
  /** Of the package manager, such as 11.19.1: turbo asks for it in package.json. */
  readonly manager: string;
  /** The branch that the workflow runs on. */
  readonly branch: string;
}

/** Where subjects lie in a workspace. */
const FOLDER = 'wasmgate';
const TASKS_PACKAGE = 'wasmgate-tasks';

/** What would be written to a repository so that these are gated. Nothing that is there is changed, only added to. */
export function planFiles(
  repository: Repository,
  candidates: readonly Candidate[],
  layout: Layout,
  versions: Versions,
): Draft {
  const draft = new Draft(repository.root);
  const tools = toolsOf(repository, versions);
  planPackageJson(draft, repository, { layout, tools, versions });
  if (layout === 'single') {
    const [candidate] = candidates;
    planTurbo(draft, keyedBy(singlePackageTasks, candidate === undefined ? [] : inputsOf('.', candidate)));
    if (candidate !== undefined) planSubject(draft, '.', candidate, repository);
  } else {
    planTurbo(draft, rootTask);
    planWorkspace(draft, repository);
    planTasks(draft);
    for (const [name, candidate] of named(candidates, repository)) {
      const folder = `${FOLDER}/${name}`;
      draft.create(`${folder}/package.json`, subjectPackage(name, tools));
      draft.create(`${folder}/turbo.json`, subjectTurbo(inputsOf(folder, candidate)));
      planSubject(draft, folder, candidate, repository);
    }
  }
  draft.create(BASELINE_FILE, jsonText({ schema_version: BASELINE_VERSION, bases: {}, subjects: {} }));
  const { $schema: _, ...lock } = defaultLock;
  draft.create(LOCK_FILE, jsonText(lock));
  draft.edit('.gitignore', (text) => withLines(text, ignoredLines(repository, layout)));
  draft.create('.github/workflows/wasmgate.yml', workflowText(repository.manager, versions.branch, layout));
  return draft;
}

type Tools = Readonly<Record<string, string>>;

/** Both tools, in the version that the repository has. */
function toolsOf({ packageJson }: Repository, versions: Versions): Tools {
  const said = { ...packageJson?.dependencies, ...packageJson?.devDependencies };
  return { turbo: said['turbo'] ?? versions.turbo, wasmgate: said['wasmgate'] ?? versions.wasmgate };
}

function planPackageJson(
  draft: Draft,
  { packageJson, manager, patterns }: Repository,
  { layout, tools, versions }: { layout: Layout; tools: Tools; versions: Versions },
): void {
  const scripts = layout === 'single' ? { ...rootScripts, ...subjectScripts } : rootScripts;
  for (const [name, command] of Object.entries(scripts)) {
    const taken = packageJson?.scripts?.[name] ?? command;
    if (taken !== command) {
      throw new InputError(`package.json: the script ${name} is taken: ${JSON.stringify(taken)}`, {
        fix: `rename it: the task ${name} runs ${JSON.stringify(command)}`,
      });
    }
  }
  const isNpmWorkspace = layout === 'workspace' && manager.name !== 'pnpm';
  const said = { ...packageJson?.dependencies, ...packageJson?.devDependencies };
  draft.add('package.json', [
    ...(packageJson === null ? [[['private'], true] satisfies Entry] : []),
    ...(isNpmWorkspace && patterns.length === 0 ? [[['workspaces'], [`${FOLDER}/*`]] satisfies Entry] : []),
    ...Object.entries(scripts).map(([name, command]): Entry => [['scripts', name], command]),
    ...Object.entries(tools)
      .filter(([name]) => said[name] === undefined)
      .map(([name, version]): Entry => [['devDependencies', name], version]),
    [['packageManager'], `${manager.program}@${versions.manager}`],
    // Programs and libraries that other processes read must lie in folders.
    ...(manager.isPnp ? UNPLUGGED.map((name): Entry => [['dependenciesMeta', name, 'unplugged'], true]) : []),
  ]);
  if (isNpmWorkspace && patterns.length > 0 && !isMember(patterns)) addPattern(draft);
}

const UNPLUGGED = ['binaryen', 'koffi', '@bytecodealliance/jco-transpile'];

const isMember = (patterns: readonly string[]): boolean => picomatch([...patterns])(`${FOLDER}/x`);

function addPattern(draft: Draft): void {
  const { workspaces } = JSON.parse(draft.read('package.json') ?? '{}') as { workspaces?: unknown };
  const path = Array.isArray(workspaces) ? ['workspaces'] : ['workspaces', 'packages'];
  const list = Array.isArray(workspaces) ? workspaces : (workspaces as { packages: unknown[] }).packages;
  draft.add('package.json', [[[...path, list.length], `${FOLDER}/*`]]);
}

function planWorkspace(draft: Draft, { manager, patterns }: Repository): void {
  if (manager.name !== 'pnpm' || isMember(patterns)) return;
  draft.edit(PNPM_WORKSPACE_FILE, (text) => {
    const document = parseDocument(text ?? '');
    const packages = document.get('packages') ?? new YAMLSeq();
    if (!(packages instanceof YAMLSeq)) {
      throw new InputError(`${PNPM_WORKSPACE_FILE}: packages is no list`);
    }
    packages.add(`${FOLDER}/*`);
    document.set('packages', packages);
    return document.toString();
  });
}

/** Other tasks may run beside one another; where there are none, one at a time: a benchmark is best alone on the machine. */
function planTurbo(draft: Draft, tasks: Tasks): void {
  const isNew = draft.read('turbo.json') === null;
  draft.add('turbo.json', [
    ...(isNew ? Object.entries(turboSettings).map(([key, value]): Entry => [[key], value]) : []),
    ...Object.entries(tasks).map(([name, task]): Entry => [['tasks', name], task]),
  ]);
}

function planTasks(draft: Draft): void {
  draft.create(`${FOLDER}/tasks/package.json`, jsonText({ name: TASKS_PACKAGE, private: true }));
  draft.create(`${FOLDER}/tasks/turbo.json`, jsonText({ extends: ['//'], tasks: subjectTasks }));
}

/** What keys the build beside what a subject's folder holds by its names: a .wasm that lies elsewhere. `wasmgate sync` sees to crates. */
function inputsOf(folder: string, candidate: Candidate): string[] {
  if (candidate.kind === 'crate') return [];
  const path = relative(folder, candidate.file).replaceAll('\\', '/');
  if (path.startsWith('prebuilt/')) return [];
  return [path.startsWith('../') ? `$TURBO_ROOT$/${candidate.file}` : path];
}

function subjectTurbo(inputs: readonly string[]): string {
  const tasks = inputs.length === 0 ? {} : { tasks: { build: { inputs: ['$TURBO_EXTENDS$', ...inputs] } } };
  return jsonText({ extends: ['//', TASKS_PACKAGE], ...tasks });
}

function keyedBy(tasks: Tasks, inputs: readonly string[]): Tasks {
  const inherited = (tasks['build']?.['inputs'] ?? []) as readonly unknown[];
  return { ...tasks, build: { ...tasks['build'], inputs: [...inputs, ...inherited] } };
}

function subjectPackage(name: string, { wasmgate }: Tools): string {
  return jsonText({ name, private: true, scripts: subjectScripts, devDependencies: { wasmgate } });
}

function planSubject(draft: Draft, folder: string, candidate: Candidate, { manager }: Repository): void {
  const path = relative(folder, pathOf(candidate)).replaceAll('\\', '/');
  const schema = `${relative(folder, 'node_modules')}/wasmgate/schemas/wasmgate.schema.json`.replaceAll(
    '\\',
    '/',
  );
  const subject =
    candidate.kind === 'crate'
      ? { crate: { manifest: path, target: candidate.target, profile: candidate.profile } }
      : { wasm: path };
  draft.create(
    `${folder === '.' ? '' : `${folder}/`}wasmgate.json`,
    jsonText({ ...(manager.isPnp ? {} : { $schema: schema }), ...subject }),
  );
}

/** Subjects by the name of their folder: the candidate's, unless another package has it. */
function named(
  candidates: readonly Candidate[],
  { packageNames, patterns }: Repository,
): [string, Candidate][] {
  const taken = new Set([...packageNames, 'tasks']);
  return candidates.map((candidate) => {
    const folder = dirname(pathOf(candidate)).split('/').at(-1) ?? '';
    const names = [candidate.name, `${candidate.name}-wasm`, `${folder}-${candidate.name}`].map(safeName);
    const name = names.find((one) => !taken.has(one));
    if (name === undefined) {
      throw new InputError(`${pathOf(candidate)}: other packages have the names ${names.join(', ')}`, {
        fix: `leave it out with --only, and make its subject by hand below ${patterns[0] ?? FOLDER}`,
      });
    }
    taken.add(name);
    return [name, candidate];
  });
}

/** A name that npm takes for a package. */
const safeName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '');

const withLines = (text: string | null, lines: readonly string[]): string =>
  lines.length === 0
    ? (text ?? '')
    : `${text === null || text === '' ? '' : text.replace(/\n?$/, '\n')}${lines.join('\n')}\n`;

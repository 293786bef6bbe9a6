import { InputError } from '@wasmgate/contracts/errors';
import type { Layout } from './choose-layout.ts';
import type { Draft } from './draft.ts';
import type { Entry } from './edit-json.ts';
import { rootScripts, subjectScripts } from './gate-tasks.ts';
import type { Repository } from './repository.ts';

/** The versions that are asked for where a repository names none. */
export interface Versions {
  readonly wasmgate: string;
  readonly turbo: string;
  /** Of the package manager, such as 11.19.1: turbo asks for it in package.json. */
  readonly manager: string;
  /** The branch that the workflow runs on. */
  readonly branch: string;
}

/** What is asked for of each tool, by name: `wasmgate` and `turbo`. */
export type Tools = Readonly<Record<string, string>>;

/** Both tools, in the version that the repository has. */
export function toolsOf({ packageJson }: Repository, versions: Versions): Tools {
  const said = { ...packageJson?.dependencies, ...packageJson?.devDependencies };
  return { turbo: said['turbo'] ?? versions.turbo, wasmgate: said['wasmgate'] ?? versions.wasmgate };
}

/** The scripts, and both tools among the dependencies. Throws InputError (exit 2) for a script of another's that has such a name. */
export function planPackageJson(
  draft: Draft,
  { packageJson, manager }: Repository,
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
  const said = { ...packageJson?.dependencies, ...packageJson?.devDependencies };
  draft.add('package.json', [
    ...(packageJson === null ? [[['private'], true] satisfies Entry] : []),
    ...Object.entries(scripts).map(([name, command]): Entry => [['scripts', name], command]),
    ...Object.entries(tools)
      .filter(([name]) => said[name] === undefined)
      .map(([name, version]): Entry => [['devDependencies', name], version]),
    [['packageManager'], `${manager.program}@${versions.manager}`],
    // What other processes run or load must lie in folders.
    ...(manager.isPnp ? UNPLUGGED.map((name): Entry => [['dependenciesMeta', name, 'unplugged'], true]) : []),
  ]);
}

const UNPLUGGED = ['binaryen', 'koffi', '@bytecodealliance/jco-transpile', 'turbo'];

import { posix, relative } from 'node:path';
import { BASELINE_VERSION } from '@wasmgate/contracts/baseline';
import { jsonText } from '@wasmgate/contracts/json-file';
import { BASELINE_FILE, CONFIG_FILE, LOCK_FILE } from '@wasmgate/contracts/layout';
import { defaultLock } from '@wasmgate/toolchain';
import type { Layout } from './choose-layout.ts';
import { Draft } from './draft.ts';
import { pathOf, type Candidate } from './find-candidates.ts';
import { rootTask, singlePackageTasks, subjectScripts } from './gate-tasks.ts';
import { ignoredLines } from './ignored-lines.ts';
import { planPackageJson, toolsOf, type Tools, type Versions } from './plan-package-json.ts';
import { inputsOf, keyedBy, planTasks, planTurbo, subjectTurbo } from './plan-turbo.ts';
import { planWorkspace, SUBJECTS_FOLDER } from './plan-workspace.ts';
import type { Repository } from './repository.ts';
import { subjectNames } from './subject-names.ts';
import { workflowText } from './workflow-text.ts';

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
    for (const [name, candidate] of subjectNames(candidates, repository)) {
      const folder = `${SUBJECTS_FOLDER}/${name}`;
      draft.create(`${folder}/package.json`, subjectPackage(name, tools));
      draft.create(`${folder}/turbo.json`, subjectTurbo(inputsOf(folder, candidate)));
      planSubject(draft, folder, candidate, repository);
    }
  }
  draft.create(
    BASELINE_FILE,
    jsonText({
      ...schemaOf(repository, '.', 'baseline'),
      schema_version: BASELINE_VERSION,
      bases: {},
      subjects: {},
    }),
  );
  const { $schema: _, ...lock } = defaultLock;
  draft.create(LOCK_FILE, jsonText(lock));
  draft.edit('.gitignore', (text) => withLines(text, ignoredLines(repository, layout)));
  draft.create('.github/workflows/wasmgate.yml', workflowText(repository.manager, versions.branch, layout));
  return draft;
}

function subjectPackage(name: string, { wasmgate }: Tools): string {
  return jsonText({ name, private: true, scripts: subjectScripts, devDependencies: { wasmgate } });
}

/** What makes a page's module of one that was linked; names stay as they are mangled, so that rules find them. */
const WASM_BINDGEN = [
  'wasm-bindgen',
  '--target',
  'web',
  '--no-demangle',
  '--out-dir',
  '{output_dir}',
  '{input}',
];

function planSubject(draft: Draft, folder: string, candidate: Candidate, repository: Repository): void {
  const path = relative(folder, pathOf(candidate)).replaceAll('\\', '/');
  const subject =
    candidate.kind === 'crate'
      ? {
          crate: { manifest: path, target: candidate.target, profile: candidate.profile },
          ...(candidate.isForPages && { postlink: WASM_BINDGEN }),
        }
      : { wasm: path };
  const startup = candidate.isForPages ? { startup: { engine: 'v8' } } : {};
  draft.create(
    posix.join(folder, CONFIG_FILE),
    jsonText({ ...schemaOf(repository, folder, 'wasmgate'), ...subject, ...startup }),
  );
}

/** Where editors find the schema of a file. Under Plug'n'Play it lies in no folder. */
function schemaOf({ manager }: Repository, folder: string, name: string): { $schema?: string } {
  if (manager.isPnp) return {};
  const modules = relative(folder, 'node_modules').replaceAll('\\', '/');
  return { $schema: `${modules.startsWith('.') ? '' : './'}${modules}/wasmgate/schemas/${name}.schema.json` };
}

const withLines = (text: string | null, lines: readonly string[]): string =>
  lines.length === 0
    ? (text ?? '')
    : `${text === null || text === '' ? '' : text.replace(/\n?$/, '\n')}${lines.join('\n')}\n`;

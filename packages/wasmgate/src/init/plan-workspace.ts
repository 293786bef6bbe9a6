import picomatch from 'picomatch';
import { parseDocument, YAMLSeq } from 'yaml';
import { InputError } from '@wasmgate/contracts/errors';
import { PNPM_WORKSPACE_FILE } from '@wasmgate/contracts/workspace';
import type { Draft } from './draft.ts';
import type { Repository } from './repository.ts';

/** Where subjects lie in a workspace, each in a folder of its own. */
export const SUBJECTS_FOLDER = 'wasmgate';

const PATTERN = `${SUBJECTS_FOLDER}/*`;

/** Makes what lies in that folder packages of the workspace; makes a workspace where there is none. */
export function planWorkspace(draft: Draft, { manager, patterns }: Repository): void {
  if (picomatch([...patterns])(`${SUBJECTS_FOLDER}/x`)) return;
  if (manager.name === 'pnpm') draft.edit(PNPM_WORKSPACE_FILE, withPattern);
  else if (patterns.length === 0) draft.add('package.json', [[['workspaces'], [PATTERN]]]);
  else addPattern(draft);
}

function addPattern(draft: Draft): void {
  const { workspaces } = JSON.parse(draft.read('package.json') ?? '{}') as { workspaces?: unknown };
  const [path, list] = Array.isArray(workspaces)
    ? [['workspaces'], workspaces]
    : [['workspaces', 'packages'], (workspaces as { packages: unknown[] }).packages];
  draft.add('package.json', [[[...path, list.length], PATTERN]]);
}

function withPattern(text: string | null): string {
  const document = parseDocument(text ?? '');
  const packages = document.get('packages') ?? new YAMLSeq();
  if (!(packages instanceof YAMLSeq)) throw new InputError(`${PNPM_WORKSPACE_FILE}: packages is no list`);
  packages.add(PATTERN);
  document.set('packages', packages);
  return document.toString();
}

import type { FeaturesJson } from '@wasmgate/contracts/features';
import { finding, type FindingOf } from '@wasmgate/contracts/finding';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import {
  componentExports,
  componentImports,
  moduleExports,
  moduleImports,
  type WasmBinary,
} from '@wasmgate/wasm-model';
import { importNames } from '../inspect/inspect-externs.ts';
import { matchesWildcard } from '../rules/matches-wildcard.ts';

type RequiredConfig = NonNullable<SubjectConfig['features']>['required'];

/** Rules on what must be there, and how much of it there is. */
export type Required = NonNullable<FeaturesJson['required']>;

/**
 * Looks for what the artifact must export and import. Only the outermost binary counts: what a module inside a component
 * exports, the host does not see.
 */
export function findRequired(config: RequiredConfig, binary: WasmBinary): Required {
  const { exports = [], imports = [] } = config ?? {};
  const exported = exports.length > 0 ? exportsOf(binary) : [];
  const imported = imports.length > 0 ? importsOf(binary) : [];
  return [
    ...exports.map((match) => ({ kind: 'export', match, found: count(match, exported) }) as const),
    ...imports.map((match) => ({ kind: 'import', match, found: count(match, imported) }) as const),
  ];
}

const count = (match: string, entries: readonly (readonly string[])[]): number =>
  entries.filter((names) => names.some((name) => matchesWildcard(match, name))).length;

/** A violation for each kind of which something is missing. */
export function requiredFindings(required: Required): FindingOf<'required_missing'>[] {
  return (['export', 'import'] as const).flatMap((kind) => {
    const missing = required.filter((rule) => rule.kind === kind && rule.found === 0);
    if (missing.length === 0) return [];
    return [finding('required_missing', { kind, missing: missing.map(({ match }) => match) })];
  });
}

const exportsOf = (binary: WasmBinary): string[][] =>
  (binary.kind === 'module' ? moduleExports(binary) : componentExports(binary)).map(({ name }) => [name]);

const importsOf = (binary: WasmBinary): string[][] =>
  binary.kind === 'module'
    ? [...moduleImports(binary)].map(importNames)
    : componentImports(binary).map(({ name }) => [name]);

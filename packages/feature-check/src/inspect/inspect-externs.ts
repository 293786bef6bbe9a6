import {
  componentExports,
  componentImports,
  moduleExports,
  moduleImports,
  type WasmComponent,
  type WasmModule,
} from '@wasmgate/wasm-model';
import { addReached, evidenceText, inspectName, spotOf, type GroupCase, type Spot } from './inspection.ts';
import { matchImport } from '../rules/match-import.ts';
import { reachOf, unknownReach, type Reach } from './reach.ts';
import type { Source } from './sources.ts';
import { walkBinary } from './walk-binary.ts';

/** Looks at every import and export, at every nesting level. */
export function inspectExterns({ binary, artifact }: Source, groups: readonly GroupCase[]): void {
  for (const { path, binary: inner } of walkBinary(binary)) {
    const at = (what: string) => (offset: number) => () => spotOf(artifact, `${path} / ${what}`, offset);
    const spots: Spots = { import: at('import'), export: at('export') };
    if (inner.kind === 'module') inspectModule(inner, spots, groups);
    else inspectComponent(inner, spots, groups);
  }
}

/** Makes the spot of an import or export at an offset. */
type Spots = Readonly<Record<'import' | 'export', (offset: number) => () => Spot>>;

function inspectModule(module: WasmModule, spots: Spots, groups: readonly GroupCase[]): void {
  for (const entry of moduleImports(module)) {
    const full = `${entry.module}.${entry.name}`;
    const names = importNames(entry);
    const reach = () => (entry.kind === 'func' ? reachOf(module, entry.index) : unknownReach);
    inspectImport(groups, full, names, spots.import(entry.offset), reach);
  }
  for (const entry of moduleExports(module)) {
    inspectExport(groups, entry.name, entry.kind === 'func', spots.export(entry.offset));
  }
}

/** What an import of a core module may be called in a rule. */
export const importNames = ({ module, name }: { module: string; name: string }): string[] => [
  module,
  name,
  `${module}.${name}`,
  `${module}#${name}`,
];

function inspectComponent(component: WasmComponent, spots: Spots, groups: readonly GroupCase[]): void {
  for (const { name, offset } of componentImports(component)) {
    inspectImport(groups, name, [name], spots.import(offset), () => unknownReach);
  }
  for (const { name, kind, offset } of componentExports(component)) {
    inspectExport(groups, name, kind === 'func', spots.export(offset));
  }
}

function inspectImport(
  groups: readonly GroupCase[],
  name: string,
  names: readonly string[],
  spot: () => Spot,
  reach: () => Reach,
): void {
  const place = { source: 'import', spot, isFunction: false } as const;
  for (const { rules, log } of groups) {
    const hits = matchImport(rules, names);
    if (hits.length > 0) addReached(log, hits, name, place, reach());
  }
  inspectName(groups, name, place, reach);
}

function inspectExport(
  groups: readonly GroupCase[],
  name: string,
  isFunction: boolean,
  spot: () => Spot,
): void {
  // What is exported can be called: it needs no path.
  const via = [`export ${evidenceText(name)}`];
  const reach = (): Reach => ({ strength: 'reachable', fields: () => ({ reach: 'reachable', via }) });
  inspectName(groups, name, { source: 'export', isFunction, spot }, reach);
}

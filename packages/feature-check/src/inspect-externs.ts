import {
  componentExports,
  componentImports,
  moduleExports,
  moduleImports,
  type WasmBinary,
  type WasmComponent,
  type WasmModule,
} from '@wasmgate/wasm-model';
import { addReached, evidenceText, inspectName, type GroupCase } from './inspection.ts';
import { matchImport } from './match-import.ts';
import { reachOf, unknownReach, type Reach } from './reach.ts';
import { walkBinary } from './walk-binary.ts';

/** Looks at every import and export, at every nesting level. */
export function inspectExterns(binary: WasmBinary, groups: readonly GroupCase[]): void {
  for (const { path, binary: inner } of walkBinary(binary)) {
    if (inner.kind === 'module') inspectModule(inner, path, groups);
    else inspectComponent(inner, path, groups);
  }
}

function inspectModule(module: WasmModule, path: string, groups: readonly GroupCase[]): void {
  for (const entry of moduleImports(module)) {
    const full = `${entry.module}.${entry.name}`;
    const names = [entry.module, entry.name, full, `${entry.module}#${entry.name}`];
    const reach = () => (entry.kind === 'func' ? reachOf(module, entry.index) : unknownReach);
    inspectImport(groups, full, names, () => `${path} / import${at(entry.offset)}`, reach);
  }
  for (const entry of moduleExports(module)) {
    inspectExport(groups, entry.name, () => `${path} / export${at(entry.offset)}`);
  }
}

function inspectComponent(component: WasmComponent, path: string, groups: readonly GroupCase[]): void {
  for (const { name, offset } of componentImports(component)) {
    inspectImport(
      groups,
      name,
      [name],
      () => `${path} / import${at(offset)}`,
      () => unknownReach,
    );
  }
  for (const { name, offset } of componentExports(component)) {
    inspectExport(groups, name, () => `${path} / export${at(offset)}`);
  }
}

function inspectImport(
  groups: readonly GroupCase[],
  name: string,
  names: readonly string[],
  where: () => string,
  reach: () => Reach,
): void {
  const place = { source: 'import', where } as const;
  for (const { rules, log } of groups) {
    const hits = matchImport(rules, names);
    if (hits.length > 0) addReached(log, hits, name, place, reach());
  }
  inspectName(groups, name, place, reach);
}

function inspectExport(groups: readonly GroupCase[], name: string, where: () => string): void {
  // What is exported can be called: it needs no path.
  const via = [`export ${evidenceText(name)}`];
  const reach = (): Reach => ({ strength: 'reachable', fields: () => ({ reach: 'reachable', via }) });
  inspectName(groups, name, { source: 'export', where }, reach);
}

const at = (offset: number): string => ` at byte 0x${offset.toString(16)}`;

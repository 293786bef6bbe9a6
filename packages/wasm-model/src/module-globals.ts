import type { WasmModule } from './binary.ts';
import type { ConstantExpression } from './constant-expression.ts';
import { readConstantExpression } from './constant-expression.ts';
import { findSection, sectionReader } from './find-section.ts';
import type { GlobalType } from './global-type.ts';
import { readGlobalType } from './global-type.ts';
import { MAX_ITEMS } from './item-limit.ts';
import { memoize } from './memoize.ts';
import { moduleImports } from './module-imports.ts';

export interface Global extends GlobalType {
  readonly imported: boolean;
  /** Undefined for an imported global. */
  readonly initial: ConstantExpression | undefined;
}

/** The globals of a core module, imported ones first (core spec 3.0, "Global Section", 5.5.9). */
export const moduleGlobals: (module: WasmModule) => readonly Global[] = memoize((module) => {
  const globals: Global[] = [];
  for (const { description } of moduleImports(module)) {
    if (description.kind === 'global')
      globals.push({ ...description.global, imported: true, initial: undefined });
  }
  const section = findSection(module, 'global');
  if (section === undefined) return globals;
  const reader = sectionReader(module, section);
  for (let left = reader.count('globals', MAX_ITEMS); left > 0; left--) {
    globals.push({ ...readGlobalType(reader), imported: false, initial: readConstantExpression(reader) });
  }
  reader.expectEnd('the global section');
  return globals;
});

import { moduleFunctions, moduleNames, nameLanguage, type WasmModule } from '@wasmgate/wasm-model';
import type { Aliases } from './aliases.ts';
import { inspectName, type GroupCase } from './inspection.ts';
import { reachOf, unknownReach } from './reach.ts';
import type { Source } from './sources.ts';
import { walkBinary } from './walk-binary.ts';

const otherNames = ['globals', 'data', 'tables', 'memories', 'elements', 'types', 'tags'] as const;

/** How many functions that have code have a name, and how many have none. */
export interface NameCoverage {
  readonly named: number;
  readonly unnamed: number;
  /** What could not be read of a name section; null when all of it was. */
  readonly problem: string | null;
}

/**
 * Looks at every name that the name sections hold, at every nesting level. Only when every function that has code has
 * a name, and nothing of a section is damaged, does a name that is not there say anything. `aliasesOf` is asked of functions that break a rule; a linked
 * module holds no other.
 */
export function inspectNames(
  { binary, artifact }: Source,
  groups: readonly GroupCase[],
  aliasesOf?: (functionIndex: number) => Aliases,
): NameCoverage {
  let named = 0;
  let unnamed = 0;
  let problem: string | null = null;
  for (const { path, binary: inner } of walkBinary(binary)) {
    if (inner.kind !== 'module') continue;
    const own = inspectFunctions(inner, { path, artifact }, groups, aliasesOf);
    named += own.named;
    unnamed += own.unnamed;
    problem ??= moduleNames(inner).problem;
    inspectOthers(inner, { path, artifact }, groups);
  }
  return { named, unnamed, problem };
}

interface InFile {
  readonly path: string;
  readonly artifact: string;
}

function inspectFunctions(
  module: WasmModule,
  { path, artifact }: InFile,
  groups: readonly GroupCase[],
  aliasesOf?: (functionIndex: number) => Aliases,
): Omit<NameCoverage, 'problem'> {
  const { count, imported, bodyStart } = moduleFunctions(module);
  const named = new Set<number>();
  const names = moduleNames(module).functions;
  const language = nameLanguage(names);
  // A function may have several names: every one is looked at.
  for (const [index, name] of names.entries()) {
    if (index >= count) continue;
    if (index >= imported && name !== '') named.add(index);
    const spot = () => {
      const offset = bodyStart[index - imported];
      return {
        where: `${path} / func[${index}]`,
        artifact,
        ...(offset === undefined ? {} : { offset, ...aliasesOf?.(index) }),
      };
    };
    const place = { source: 'name', isFunction: true, language, spot } as const;
    inspectName(groups, name, place, () => reachOf(module, index));
  }
  return { named: named.size, unnamed: count - imported - named.size };
}

function inspectOthers(module: WasmModule, { path, artifact }: InFile, groups: readonly GroupCase[]): void {
  const names = moduleNames(module);
  const look = (name: string, what: string) => {
    const spot = () => ({ where: `${path} / ${what}`, artifact });
    inspectName(groups, name, { source: 'name', isFunction: false, spot }, () => unknownReach);
  };
  for (const kind of otherNames) {
    for (const [index, name] of names[kind].entries()) look(name, `${kind}[${index}]`);
  }
  if (names.module !== undefined) look(names.module, 'module name');
}

import {
  coreModules,
  moduleExports,
  moduleFunctions,
  moduleNames,
  nameLanguage,
  parseSymbol,
  type ModuleFunctions,
  type NameLanguage,
  type NameMap,
  type NameSymbol,
  type WasmBinary,
  type WasmModule,
} from '@wasmgate/wasm-model';
import type { Names } from './attribution.ts';
import { familyKey } from './family-key.ts';
import { definedIn, instantiatedFor, UNATTRIBUTED, type Owner } from './owner.ts';

/** Stands for "of no family". */
export const NO_FAMILY = 0xffffffff;

/** The functions of one core module. Arrays go by function index, imports included: those have no bytes. */
export interface ProgramModule {
  /** In file order. */
  readonly number: number;
  readonly path: string;
  readonly module: WasmModule;
  readonly functions: ModuleFunctions;
  readonly imported: number;
  readonly count: number;
  /** Body with the length before it. */
  readonly bytes: Uint32Array;
  /** Indices into `Program.owners`. */
  readonly definedIn: Uint32Array;
  readonly instantiatedFor: Uint32Array;
  /** NO_FAMILY, or what it shares with the other instances of a generic. */
  readonly family: Uint32Array;
  /** By which rules its names are read, where they do not tell by themselves. */
  readonly language: NameLanguage | null;
  /** The mangled name; undefined when none is known. */
  readonly symbol: (index: number) => string | undefined;
  /** The name of its first export; undefined when it has none. */
  readonly exportName: (index: number) => string | undefined;
}

/** All functions of a file, with who owns them. */
export interface Program {
  readonly owners: readonly Owner[];
  readonly families: number;
  readonly modules: readonly ProgramModule[];
}

/** A function of a program. */
export interface FunctionRef {
  readonly module: ProgramModule;
  readonly index: number;
}

/** Reads the functions of every core module. WasmFormatError when a function section or a code section is malformed. */
export function readProgram(binary: WasmBinary, { main, functions }: Names): Program {
  const owners = new OwnerTable();
  const families = new Map<string, number>();
  const modules = coreModules(binary).map(({ path, module }, number) => {
    const names = module === main?.module ? functions : moduleNames(module).functions;
    return readModule({ path, module, number }, names, owners, families);
  });
  return { owners: owners.all, families: families.size, modules };
}

class OwnerTable {
  readonly all: Owner[] = [];
  readonly #ids = new Map<Owner['kind'], Map<string | null, number>>();

  id(owner: Owner): number {
    const ofKind = this.#ids.get(owner.kind) ?? new Map<string | null, number>();
    this.#ids.set(owner.kind, ofKind);
    const known = ofKind.get(owner.crate);
    if (known !== undefined) return known;
    ofKind.set(owner.crate, this.all.length);
    return this.all.push(owner) - 1;
  }
}

function readModule(
  at: Pick<ProgramModule, 'path' | 'module' | 'number'>,
  names: NameMap | null,
  owners: OwnerTable,
  families: Map<string, number>,
): ProgramModule {
  const decoded = moduleFunctions(at.module);
  const { imported, count, entryStart, bodyEnd } = decoded;
  const bytes = new Uint32Array(count);
  const defined = new Uint32Array(count);
  const caused = new Uint32Array(count);
  const family = new Uint32Array(count).fill(NO_FAMILY);
  const language = names === null ? null : nameLanguage(names);
  for (let index = imported; index < count; index++) {
    bytes[index] = (bodyEnd[index - imported] as number) - (entryStart[index - imported] as number);
    const name = names?.get(index);
    if (name === undefined) {
      defined[index] = caused[index] = owners.id(UNATTRIBUTED);
      continue;
    }
    const symbol = parseSymbol(name, language);
    defined[index] = owners.id(definedIn(symbol));
    caused[index] = owners.id(instantiatedFor(symbol));
    if (symbol !== null) family[index] = idOf(families, familyKey(symbol));
  }
  return {
    ...at,
    functions: decoded,
    imported,
    count,
    bytes,
    definedIn: defined,
    instantiatedFor: caused,
    family,
    language,
    symbol: (index) => names?.get(index),
    exportName: exportNames(at.module),
  };
}

function exportNames(module: WasmModule): (index: number) => string | undefined {
  let names: Map<number, string> | undefined;
  return (index) => {
    if (names === undefined) {
      names = new Map();
      for (const { kind, index: of, name } of moduleExports(module).toReversed())
        if (kind === 'func') names.set(of, name);
    }
    return names.get(index);
  };
}

function idOf(ids: Map<string, number>, key: string): number {
  const known = ids.get(key);
  if (known !== undefined) return known;
  ids.set(key, ids.size);
  return ids.size - 1;
}

/** The parsed name of a function; null when it has none, or one that says nothing of where it is from. */
export function symbolOf({ module, index }: FunctionRef): NameSymbol | null {
  const name = module.symbol(index);
  return name === undefined ? null : parseSymbol(name, module.language);
}

/** What to call a function: demangled, else its name, else the name of its export, else `func[12]`. Unsafe to print as it is. */
export function functionName(one: FunctionRef): string {
  const { module, index } = one;
  const name = module.symbol(index);
  if (name) return symbolOf(one)?.text || name;
  return module.exportName(index) || `func[${index}]`;
}

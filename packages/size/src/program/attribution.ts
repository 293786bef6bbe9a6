import type { Attribution } from '@wasmgate/contracts/size';
import {
  mainCoreModule,
  moduleNames,
  readWasm,
  sectionBytes,
  WasmFormatError,
  type CoreModule,
  type CoreSectionName,
  type NameMap,
  type WasmBinary,
  type WasmModule,
} from '@wasmgate/wasm-model';
import { sha256, sha256OfRead } from '@wasmgate/contracts/sha256';

/** A module that may have the names which the file itself lacks; null bytes: it is not there. */
export interface NamedFile {
  /** As it stands in the report. */
  readonly artifact: string;
  readonly bytes: Uint8Array | null;
}

/** Names for the main core module of a file, and the proof that they are of these bytes. */
export interface Names {
  readonly attribution: Omit<Attribution, 'graph_problem'>;
  readonly main: CoreModule | undefined;
  /** The module whose name section they stand in; null: functions are unattributed. */
  readonly from: WasmModule | null;
  /** Null: functions are unattributed. */
  readonly functions: NameMap | null;
  readonly data: NameMap | null;
}

type Reason = NonNullable<Attribution['reason']>;

/**
 * Finds names for a file: in `named`, when one is given and its code and data are equal; else in the file's own name
 * section. A name goes by the function's index, so imports and types of functions must be equal as well.
 */
export function findNames(binary: WasmBinary, artifact: string, named: NamedFile | null): Names {
  const main = mainCoreModule(binary);
  const none = (reason: Reason): Names => ({
    attribution: { source: 'none', artifact: null, sha256: null, ...hashesOf(main), reason },
    main,
    from: null,
    functions: null,
    data: null,
  });
  if (main === undefined) return none('no_core_module');
  if (named !== null) {
    if (named.bytes === null) return none('named_missing');
    const found = readNamed(named.bytes);
    if (typeof found === 'string') return none(found);
    const reason = difference(main.module, found);
    if (reason !== null) return none(reason);
    return withNames(main, found, { source: 'named_module', artifact: named.artifact }, none);
  }
  return withNames(main, main.module, { source: 'name_section', artifact }, none);
}

function withNames(
  main: CoreModule,
  from: WasmModule,
  source: Pick<Attribution, 'source' | 'artifact'>,
  none: (reason: Reason) => Names,
): Names {
  const names = moduleNames(from);
  if (names.problem !== null) return none('names_malformed');
  if (!names.present) return none('no_name_section');
  return {
    attribution: { ...source, sha256: sha256OfRead(from.bytes), reason: null, ...hashesOf(main) },
    main,
    from,
    functions: names.functions,
    data: names.data,
  };
}

function readNamed(bytes: Uint8Array): WasmModule | Reason {
  const binary = tryRead(bytes);
  if (binary === null) return 'named_malformed';
  return mainCoreModule(binary)?.module ?? 'no_core_module';
}

const decisive: readonly (readonly [CoreSectionName, Reason])[] = [
  ['code', 'code_differs'],
  ['data', 'data_differs'],
  ['import', 'functions_differ'],
  ['function', 'functions_differ'],
];

function difference(module: WasmModule, named: WasmModule): Reason | null {
  const equal = (name: CoreSectionName): boolean => {
    const [one, other] = [sectionBytes(module, name), sectionBytes(named, name)];
    return one === undefined || other === undefined ? one === other : Buffer.compare(one, other) === 0;
  };
  return decisive.find(([name]) => !equal(name))?.[1] ?? null;
}

function hashesOf(main: CoreModule | undefined) {
  const hash = (name: CoreSectionName): string | null => {
    const bytes = main && sectionBytes(main.module, name);
    return bytes === undefined ? null : sha256(bytes);
  };
  return { core_module: main?.path ?? null, code_sha256: hash('code'), data_sha256: hash('data') };
}

/** Another file that is no .wasm must not keep the sizes from being told. */
function tryRead(bytes: Uint8Array): WasmBinary | null {
  try {
    return readWasm(bytes);
  } catch (error) {
    if (error instanceof WasmFormatError) return null;
    throw error;
  }
}

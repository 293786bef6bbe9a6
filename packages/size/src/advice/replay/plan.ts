import {
  moduleExports,
  moduleFunctions,
  moduleImports,
  moduleSignatures,
  type Import,
  type Signature,
  type WasmModule,
} from '@wasmgate/wasm-model';

/** A value to pass, as JSON can hold it: type and text. */
export type PlannedValue = readonly [type: string, text: string];

/** A stub to give to a module. */
export type PlannedImport = { readonly module: string; readonly name: string } & (
  | { readonly kind: 'func'; readonly results: readonly string[] }
  | {
      readonly kind: 'memory';
      readonly min: number;
      readonly max: number | undefined;
      readonly shared: boolean;
    }
  | { readonly kind: 'table'; readonly min: number; readonly max: number | undefined }
  | { readonly kind: 'global'; readonly type: string; readonly mutable: boolean }
);

/** A call of an export, on an instance of its own. */
export interface PlannedCall {
  /** Calls that are made before it on the same instance. */
  readonly before?: readonly PlannedCall[];
  readonly name: string;
  readonly args: readonly PlannedValue[];
  /** What stubs return: 0 zero, else a small number that differs from call to call. */
  readonly seed: number;
}

/** What to do with a module and with what was made of it. */
export interface ReplayPlan {
  readonly imports: readonly PlannedImport[];
  /** Called on each instance before its call, where the module has them. */
  readonly initialize: readonly string[];
  readonly calls: readonly PlannedCall[];
  /** Functions that are exported, and how many of them are called. */
  readonly exports: number;
  readonly called: number;
}

/** Functions called: a module of wasm-bindgen or of C++ has thousands. */
const MAX_CALLED = 500;

/** Sets of arguments for each function: none, small numbers, addresses in the first page. */
const SEEDS = [1, 0, 2] as const;

/** What makes an instance ready by convention: reactors of WASI, modules of wasi-libc and of Emscripten. */
const initializers: ReadonlySet<string> = new Set(['_initialize', '__wasm_call_ctors']);

/**
 * Plans calls of every exported function, with arguments of the right types: deterministic, so that two modules can be held against each
 * other. A text instead of a plan says why the module cannot be run.
 */
export function replayPlan(module: WasmModule): ReplayPlan | string {
  const imports: PlannedImport[] = [];
  const signatures = moduleSignatures(module);
  for (const entry of moduleImports(module)) {
    const planned = plannedImport(entry, signatures);
    if (typeof planned === 'string')
      return `the import ${entry.module} ${entry.name} has no stub: ${planned}`;
    imports.push(planned);
  }
  const names = new Map<string, string>();
  for (const { module: from, name, kind } of imports) {
    const key = JSON.stringify([from, name]);
    const known = names.get(key);
    if (known !== undefined && known !== kind) return `the import ${from} ${name} is two things`;
    names.set(key, kind);
  }
  const { type } = moduleFunctions(module);
  const functions = moduleExports(module).filter(({ kind }) => kind === 'func');
  const callable = functions.flatMap(({ name, index }) => {
    const { parameters, results } = signatures[type[index] ?? -1] ?? {};
    const isCallable =
      parameters?.every(isPassable) === true && results?.every((result) => result !== 'v128') === true;
    return isCallable && !initializers.has(name) ? [{ name, parameters: parameters ?? [] }] : [];
  });
  const called = callable.slice(0, MAX_CALLED);
  return {
    imports,
    initialize: functions.flatMap(({ name }) => (initializers.has(name) ? [name] : [])),
    // Each function once, before any twice: time may be over.
    calls: SEEDS.flatMap((seed) =>
      called
        .filter(({ parameters }) => seed === SEEDS[0] || parameters.length > 0 || imports.length > 0)
        .map(({ name, parameters }) => ({
          name,
          seed,
          args: parameters.map((each, at): PlannedValue => [each, argument(each, at, seed)]),
        })),
    ),
    exports: functions.length,
    called: called.length,
  };
}

/** Calls in a row, on one instance: what one leaves behind the next one finds. Null when there are not two. */
export function inARow(calls: readonly PlannedCall[]): PlannedCall | null {
  const last = calls.at(-1);
  return last === undefined || calls.length < 2 ? null : { ...last, before: calls.slice(0, -1) };
}

const numbers: ReadonlySet<string> = new Set(['i32', 'i64', 'f32', 'f64']);

/** A reference that may be null is passed as null. */
const isPassable = (type: string): boolean =>
  numbers.has(type) || type.startsWith('(ref null') || /^[a-z]+ref$/.test(type);

function argument(type: string, at: number, seed: number): string {
  if (!numbers.has(type)) return 'null';
  if (seed === 0) return '0';
  // Aligned, and apart from one another: an address is as good a guess as a number.
  if (seed === 2) return String(1024 + 256 * at);
  return type.startsWith('f') ? String(at + 1.5) : String(at + 1);
}

function plannedImport(
  { module, name, description }: Import,
  signatures: readonly (Signature | undefined)[],
): PlannedImport | string {
  const at = { module, name };
  switch (description.kind) {
    case 'func': {
      const signature = signatures[description.type];
      if (signature === undefined) return 'its type is no plain function type';
      return { ...at, kind: 'func', results: signature.results };
    }
    case 'memory': {
      const { min, max, shared, is64, pageBytes } = description.memory;
      if (is64 || pageBytes !== 65_536) return 'a memory of another kind';
      return { ...at, kind: 'memory', min, max, shared };
    }
    case 'table': {
      const { min, max, element, is64 } = description.table;
      if (is64 || element !== 'funcref') return 'a table of another kind';
      return { ...at, kind: 'table', min, max };
    }
    case 'global': {
      const { type, mutable } = description.global;
      if (!isPassable(type)) return `a global of type ${type}`;
      return { ...at, kind: 'global', type, mutable };
    }
    case 'tag':
      return 'a tag';
  }
}

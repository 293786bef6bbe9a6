import type { InstructionCursor, WasmBinary, WasmModule } from '../../src/index.ts';
import {
  Opcode,
  WasmFormatError,
  addressTaken,
  binaryItems,
  callGraph,
  callRoots,
  componentExports,
  componentImports,
  componentNames,
  coreModules,
  findMention,
  functionLabel,
  itemsByBinary,
  moduleData,
  moduleElements,
  moduleExports,
  moduleFunctions,
  moduleGlobals,
  moduleImports,
  moduleMemories,
  moduleNames,
  moduleStart,
  moduleTables,
  moduleTags,
  moduleTypes,
  parseSymbol,
  partition,
  producers,
  reachability,
  readWasm,
  readWellFormed,
  retention,
  stripModule,
  targetFeatures,
  unreadCode,
  walkFunction,
  whyPath,
} from '../../src/index.ts';

// Not public: the call graph's own way over the code.
import { walkBody } from '../../src/code/function-body.ts';

/** How many readers answered, and how many refused the bytes. */
export interface Outcome {
  answered: number;
  refused: number;
}

const onModule: Readonly<Record<string, (module: WasmModule) => unknown>> = {
  moduleTypes,
  moduleImports,
  moduleExports,
  moduleFunctions,
  moduleTables,
  moduleMemories,
  moduleTags,
  moduleGlobals,
  moduleStart,
  moduleElements,
  moduleData,
  producers,
  targetFeatures,
  callRoots,
  addressTaken,
  callGraph,
  unreadCode,
  walked,
  names,
  reachability: paths,
  retention: retained,
};

const onBinary: Readonly<Record<string, (binary: WasmBinary) => unknown>> = {
  partition: (binary) => expectSum(binary, partition(binary)),
  items: (binary) =>
    expectSum(
      binary,
      itemsByBinary(binary).flatMap(({ items }) => [...items].filter(({ kind }) => kind !== 'nested')),
    ),
  stripModule: ({ bytes }) => readWasm(stripModule(bytes)),
  readWellFormed: ({ bytes }) => readWellFormed(bytes),
};

const onEachBinary: Readonly<Record<string, (binary: WasmBinary) => unknown>> = {
  binaryItems,
  producers,
  componentImports: (binary) => binary.kind === 'component' && componentImports(binary),
  componentExports: (binary) => binary.kind === 'component' && componentExports(binary),
  componentNames: (binary) => binary.kind === 'component' && componentNames(binary),
};

/**
 * Gives bytes to every reader, each by itself, so that what one refuses does not keep the next from being tried. Throws
 * for anything but an answer or a WasmFormatError with an offset in the file.
 */
export function exercise(bytes: Uint8Array): Outcome {
  const outcome: Outcome = { answered: 0, refused: 0 };
  const attempt = <Input, Answer>(
    name: string,
    reader: (input: Input) => Answer,
    input: Input,
  ): Answer | undefined => {
    try {
      const answer = reader(input);
      outcome.answered++;
      return answer;
    } catch (error) {
      outcome.refused++;
      expectFormatError(name, error, bytes.length);
      return undefined;
    }
  };
  const binary = attempt('readWasm', (input: Uint8Array) => readWasm(input), bytes);
  if (binary === undefined) return outcome;
  for (const [name, reader] of Object.entries(onBinary)) attempt(name, reader, binary);
  for (const each of nestedIn(binary)) {
    for (const [name, reader] of Object.entries(onEachBinary)) attempt(name, reader, each);
  }
  for (const { module } of coreModules(binary)) {
    for (const [name, reader] of Object.entries(onModule)) attempt(name, reader, module);
  }
  return outcome;
}

function expectFormatError(reader: string, error: unknown, length: number): void {
  if (!(error instanceof WasmFormatError))
    throw new Error(`${reader} threw ${String(error)}`, { cause: error });
  const { offset, message } = error;
  if (!(offset >= 0 && offset <= length && /^at byte 0x[0-9a-f]+ \(\d+\): ./.test(message))) {
    throw new Error(`${reader} refused ${length} bytes with a bad offset: ${message}`, { cause: error });
  }
}

function* nestedIn(binary: WasmBinary): Generator<WasmBinary> {
  yield binary;
  for (const { nested } of binary.sections) if (nested) yield* nestedIn(nested);
}

function expectSum({ bytes: file }: WasmBinary, parts: readonly { readonly bytes: number }[]): void {
  const sum = parts.reduce((total, { bytes }) => total + bytes, 0);
  if (sum !== file.length) throw new Error(`${file.length} bytes, but the parts sum to ${sum}`);
}

function names(module: WasmModule): void {
  const { functions } = moduleNames(module);
  for (const [index, name] of functions.entries()) {
    functionLabel(module, index);
    symbol(name);
  }
}

const onlyCalls = Uint8Array.from({ length: 256 }, (_, opcode) => (opcode === Opcode.call ? 1 : 0));

/** Moving quickly over what is not wanted must find, and refuse, what reading every instruction does. */
function walked(module: WasmModule): void {
  const functions = moduleFunctions(module);
  for (let index = functions.imported; index < functions.count; index++) {
    const all = callsSeen((visit) => walkFunction(module, index, visit));
    const quick = callsSeen((visit) => walkBody(module, functions, index, onlyCalls, visit));
    if (all.join() !== quick.join()) throw new Error(`function ${index}: ${all.join()} but ${quick.join()}`);
  }
}

/** Offsets and targets of calls, and at the end the words with which the code was refused. */
function callsSeen(walk: (visit: (cursor: InstructionCursor) => void) => void): (number | string)[] {
  const seen: (number | string)[] = [];
  try {
    walk(({ opcode, offset, first }) => {
      if (opcode === Opcode.call) seen.push(offset, first);
    });
  } catch (error) {
    if (!(error instanceof WasmFormatError)) throw error;
    seen.push(error.message);
  }
  return seen;
}

/** Enough functions of a module to look at, whatever their number. */
function* sample(functions: number): Generator<number> {
  const step = Math.max(1, Math.floor(functions / 50));
  for (let index = 0; index < functions; index += step) yield index;
}

function paths(module: WasmModule): void {
  const { graph, state, pathTo } = reachability(module);
  for (const index of sample(graph.functions)) {
    const reachable = state(index) === 'reachable';
    if (reachable !== (pathTo(index) !== undefined)) throw new Error(`no path to ${index}`);
    if (reachable !== (whyPath(module, index) !== undefined)) throw new Error(`no reason for ${index}`);
  }
}

function retained(module: WasmModule): void {
  const { shallow, retained: sizes, retainedBy, graph } = retention(module);
  for (const index of sample(graph.functions)) {
    if ((sizes[index] as number) < (shallow[index] as number)) throw new Error(`${index} retains too little`);
  }
  const half = Array.from({ length: graph.functions >>> 1 }, (_, index) => 2 * index);
  const set = retainedBy(half);
  if (set.retainedBytes < set.shallowBytes) throw new Error('the set retains less than it has');
}

/** Gives a name to the readers of names: they answer, or have no answer. */
export function symbol(name: string): void {
  for (const language of [null, 'go', 'assemblyscript'] as const) {
    const parsed = parseSymbol(name, language);
    if (parsed) findMention(parsed, ['tokio']);
  }
}

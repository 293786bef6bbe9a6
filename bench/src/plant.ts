import binaryen from 'binaryen';
import { editSection, readUnsigned, SECTION, unsigned } from './edit-section.ts';

type Module = InstanceType<typeof binaryen.Module>;

/** What is planted, and of what `amount` counts. */
export const plants = {
  loop: { unit: 'turns of a loop in the start function', add: addLoop },
  pages: { unit: 'pages of memory, 4 KiB each, that the start function writes to', add: addPages },
  memory: { unit: 'more pages of least memory, 64 KiB each', patch: addMemory },
  table: { unit: 'more elements of the table', add: addTable },
  imports: { unit: 'more imports of a function that is imported already', add: addImports },
  data: { unit: 'more bytes of data', patch: addData },
  code: { unit: 'more functions that nobody calls', add: addCode },
  initialiser: { unit: 'entries of a table that an initialiser computes', add: addInitialiser },
} as const satisfies Record<
  string,
  { unit: string } & (
    | { add: (module: Module, amount: number) => void }
    | { patch: (core: Uint8Array, amount: number) => Uint8Array }
  )
>;
export type Plant = keyof typeof plants;

/**
 * A core module that starts slower by an amount, and otherwise does what it did. `amount` 0 gives the module as binaryen writes it:
 * what planted ones are compared with. Throws RangeError where the module has no room for it.
 */
export function plant(core: Uint8Array, kind: Plant, amount: number): Uint8Array {
  const planted = plants[kind];
  const module = binaryen.readBinary(core);
  try {
    if (amount > 0 && 'add' in planted) planted.add(module, amount);
    if (module.validate() !== 1) throw new Error(`${amount} ${planted.unit}: not valid`);
    const bytes = module.emitBinary();
    return amount > 0 && 'patch' in planted ? planted.patch(bytes, amount) : bytes;
  } finally {
    module.dispose();
  }
}

/** The same module or component with other bytes: a custom section at its end, which nothing reads. */
export function equivalent(wasm: Uint8Array, number: number): Uint8Array {
  const name = Buffer.from(`equivalent-${number}`);
  return Buffer.concat([wasm, Uint8Array.of(0, name.length + 1, name.length), name]);
}

function addLoop(module: Module, turns: number): void {
  const { i32 } = module;
  const left = (): number => module.local.get(0, binaryen.i32);
  const turn = module.block(null, [
    module.local.set(0, i32.sub(left(), i32.const(1))),
    module.br_if('turns', left()),
  ]);
  const body = module.block(null, [module.local.set(0, i32.const(turns)), module.loop('turns', turn)]);
  setStart(module, [binaryen.i32], body);
}

const PAGE_BYTES = 4096;
/** Rust puts the stack first: a mebibyte of zeros before any data. */
const STACK_BYTES = 2 ** 20;

/** A zero where there is one already: memory says what it said, but the page is no longer shared. */
function addPages(module: Module, pages: number): void {
  if (pages * PAGE_BYTES > STACK_BYTES) throw new RangeError(`${pages} pages are more than the stack has`);
  const { i32 } = module;
  const writes = Array.from({ length: pages }, (_, page) =>
    i32.store8(0, 1, i32.const(page * PAGE_BYTES), i32.const(0)),
  );
  setStart(module, [], module.block(null, writes));
}

/** The one memory of the module: its limits are a byte of flags, then the least pages. */
function addMemory(core: Uint8Array, pages: number): Uint8Array {
  return editSection(core, SECTION.memory, (payload) => {
    const { value, next } = readUnsigned(payload, 2);
    return Buffer.concat([payload.subarray(0, 2), unsigned(value + pages), payload.subarray(next)]);
  });
}

/** `i32.const 64`, `end`: where nothing is at the start, far below the stack's top. */
const LOW_ADDRESS = Uint8Array.of(0x41, 0xc0, 0x00, 0x0b);

/** A vector's payload with room for one more. */
function oneMore(payload: Uint8Array): Uint8Array[] {
  const { value, next } = readUnsigned(payload, 0);
  return [unsigned(value + 1), payload.subarray(next)];
}

function addData(core: Uint8Array, bytes: number): Uint8Array {
  if (bytes > STACK_BYTES / 2) throw new RangeError(`${bytes} bytes are more than the stack has`);
  const filled = new Uint8Array(bytes).map((_, index) => (index * 167 + 13) % 251);
  const segment = [Uint8Array.of(0), LOW_ADDRESS, unsigned(bytes), filled];
  const counted = editSection(core, SECTION.dataCount, (payload) => Buffer.concat(oneMore(payload)));
  return editSection(counted, SECTION.data, (payload) => Buffer.concat([...oneMore(payload), ...segment]));
}

/** Statements of a function that is planted: it is as long as a small one of any program. */
const STATEMENTS = 24;

function addCode(module: Module, functions: number): void {
  const { i32, local } = module;
  for (let index = 0; index < functions; index++) {
    const statements = Array.from({ length: STATEMENTS }, (_, place) =>
      local.set(
        0,
        i32.mul(i32.xor(local.get(0, binaryen.i32), i32.const(index + place)), i32.const(place + 3)),
      ),
    );
    const body = module.block(null, [...statements, local.get(0, binaryen.i32)], binaryen.i32);
    module.addFunction(`planted-${index}`, binaryen.i32, binaryen.i32, [], body);
  }
}

const ENTRY_BYTES = 4;
const INITIALIZE = '_initialize';

/** As a dependency would that fills a table when it is loaded: a multiplication and a store an entry, in `_initialize`. */
function addInitialiser(module: Module, entries: number): void {
  if (entries * ENTRY_BYTES > STACK_BYTES / 2)
    throw new RangeError(`${entries} entries are more than the stack has`);
  const { i32, local } = module;
  const left = (): number => local.get(0, binaryen.i32);
  const turn = module.block(null, [
    i32.store(
      0,
      ENTRY_BYTES,
      i32.mul(left(), i32.const(ENTRY_BYTES)),
      i32.mul(left(), i32.const(0x04c11db7)),
    ),
    local.set(0, i32.sub(left(), i32.const(1))),
    module.br_if('turns', left()),
  ]);
  const fill = module.block(null, [local.set(0, i32.const(entries)), module.loop('turns', turn)]);
  const [exported] = Array.from({ length: module.getNumExports() }, (_, index) =>
    binaryen.getExportInfo(module.getExportByIndex(index)),
  ).filter(({ name }) => name === INITIALIZE);
  if (exported === undefined) throw new RangeError(`the module does not export ${INITIALIZE}`);
  const body = module.block(null, [fill, module.call(exported.value, [], binaryen.none)]);
  module.addFunction('planted', binaryen.none, binaryen.none, [binaryen.i32], body);
  module.removeExport(INITIALIZE);
  module.addFunctionExport('planted', INITIALIZE);
}

function addTable(module: Module, elements: number): void {
  if (module.getNumTables() === 0) throw new RangeError('the module has no table');
  const { name, initial } = binaryen.getTableInfo(module.getTableByIndex(0));
  // What refers to it does so by name.
  module.removeTable(name);
  module.addTable(name, initial + elements, initial + elements);
}

function addImports(module: Module, count: number): void {
  const [first] = Array.from({ length: module.getNumFunctions() }, (_, index) =>
    binaryen.getFunctionInfo(module.getFunctionByIndex(index)),
  ).filter((info) => info.module !== null && info.module !== '');
  if (first === undefined) throw new RangeError('the module imports no function');
  const { module: from, base, params, results } = first;
  for (let index = 0; index < count; index++) {
    module.addFunctionImport(`planted-${index}`, from ?? '', base ?? '', params, results);
  }
}

function setStart(module: Module, vars: number[], body: number): void {
  if (module.getStart() !== 0) throw new RangeError('the module has a start function already');
  module.setStart(module.addFunction('planted', binaryen.none, binaryen.none, vars, body));
}

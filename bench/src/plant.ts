import binaryen from 'binaryen';

type Module = InstanceType<typeof binaryen.Module>;

/** What is planted, and of what `amount` counts. */
export const plants = {
  loop: { unit: 'turns of a loop in the start function', add: addLoop },
  pages: { unit: 'pages of memory, 4 KiB each, that the start function writes to', add: addPages },
  table: { unit: 'more elements of the table', add: addTable },
  imports: { unit: 'more imports of a function that is imported already', add: addImports },
} as const satisfies Record<string, { unit: string; add: (module: Module, amount: number) => void }>;
export type Plant = keyof typeof plants;

/**
 * A core module that starts slower by an amount, and otherwise does what it did. `amount` 0 gives the module as binaryen writes it:
 * what planted ones are compared with. Throws RangeError where the module has no room for it.
 */
export function plant(core: Uint8Array, kind: Plant, amount: number): Uint8Array {
  const module = binaryen.readBinary(core);
  try {
    if (amount > 0) plants[kind].add(module, amount);
    if (module.validate() !== 1) throw new Error(`${amount} ${plants[kind].unit}: not valid`);
    return module.emitBinary();
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

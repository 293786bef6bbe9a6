import {
  moduleSignatures,
  moduleFunctions,
  moduleGlobals,
  moduleMemories,
  moduleTypes,
  type WasmModule,
} from '@wasmgate/wasm-model';
import type { Role } from '../entries/allocator-signatures.ts';
import type { Entry } from '../entries/find-entries.ts';
import * as w from './assembler.ts';
import type { NewFunction } from './assembler.ts';
import { ByteWriter } from './byte-writer.ts';
import { callersOf } from './callers.ts';
import { EXPORTS, MAX_ENTRIES } from './event-layout.ts';
import { rewriteBody } from './rewrite-body.ts';
import { checkFunctions } from './runtime/check-functions.ts';
import { GLOBALS, initialValue, RUNTIME, type Places } from './runtime/places.ts';
import { recordFunctions } from './runtime/record-functions.ts';
import { callerWrapper, entryWrapper, hostCall } from './runtime/wrappers.ts';
import { writeSections } from './write-sections.ts';

/** A module that tells what it does with memory. */
export interface Instrumented {
  readonly bytes: Uint8Array;
  /** Whose functions the host can call; null: none of the allocators has both, to allocate and to free. */
  readonly host: HostAllocator | null;
}

/** What the host can ask of an allocator, in its own workload. */
export interface HostAllocator {
  readonly allocator: string;
  readonly functions: Readonly<Partial<Record<Role, Entry>>>;
  /** Functions that take the allocator itself: they can be called once somebody else did. */
  readonly needsSelf: boolean;
}

/**
 * Rewrites a core module so that it counts and tells every call of an allocator's function (`entries`), who asked, every growth of
 * memory and every write outside of live blocks: see docs/memory.md. Its own functions keep their indices, its exports and
 * imports stay, and it does what it did.
 *
 * In the place of each function that is watched stands a new one, which calls the old one at the end of the index space.
 */
export function instrumentModule(module: WasmModule, entries: readonly Entry[]): Instrumented {
  const functions = moduleFunctions(module);
  const signatures = moduleSignatures(module);
  const hooked = entries.slice(0, MAX_ENTRIES);
  const memories = moduleMemories(module).length;
  const globals = moduleGlobals(module).length;
  const { count, imported } = functions;
  const places: Places = {
    global: (name) => globals + GLOBALS.indexOf(name),
    runtime: (name) => count + RUNTIME.indexOf(name),
    map: memories,
    events: memories + 1,
    functions: count,
  };
  const runtime = { ...checkFunctions(places), ...recordFunctions(places) };
  const added: NewFunction[] = RUNTIME.map((name) => runtime[name]);
  const host = hostAllocator(hooked);
  const hostExports = Object.entries(host?.functions ?? {}).map(([role, entry]) => {
    added.push(hostCall(entry, hooked.indexOf(entry), places));
    return { name: EXPORTS[role as Role], index: count + added.length - 1 };
  });

  const types = new TypeAdder(moduleTypes(module).count);
  const declared = new ByteWriter();
  const code = new ByteWriter(2 * (module.end - module.start));
  for (const one of added) {
    declared.u32(types.of(one));
    code.sized(w.bodyOf(one));
  }
  // What is watched moves behind these, in the order in which it is met.
  const wrappers = new Map<number, number[]>();
  let moved = count + added.length;
  const move = (index: number, body: (inner: number) => Pick<NewFunction, 'locals' | 'code'>): void => {
    wrappers.set(index, w.bodyOf(body(moved++)));
    declared.u32(functions.type[index] as number);
    code.sized(rewriteBody(module, functions, index, places));
  };
  for (const [order, entry] of hooked.entries()) {
    move(entry.index, (inner) => entryWrapper(entry, order, inner, places));
  }
  for (const caller of callersOf(module, new Set(hooked.map((entry) => entry.index)))) {
    const { index } = caller;
    const signature = signatures[functions.type[index] as number];
    if (index < imported || signature === undefined) continue;
    move(index, (inner) => callerWrapper(caller, inner, signature.parameters.length, places));
  }

  const own = new ByteWriter(2 * (module.end - module.start));
  for (let index = imported; index < count; index++) {
    own.sized(wrappers.get(index) ?? rewriteBody(module, functions, index, places));
  }
  const newGlobals = new ByteWriter();
  for (const name of GLOBALS) {
    newGlobals
      .u8(name === 'bytes' ? w.I64 : w.I32)
      .u8(1)
      .bytes(initialValue(name))
      .u8(0x0b);
  }
  const exported = [
    { name: EXPORTS.take, index: places.runtime('take') },
    { name: EXPORTS.clear, index: places.runtime('clear') },
    ...hostExports,
  ];
  const newExports = new ByteWriter();
  for (const { name, index } of exported) newExports.name(name).u8(FUNCTION).u32(index);
  newExports.name(EXPORTS.events).u8(MEMORY).u32(places.events);
  const eventPages = Math.ceil(FIRST_EVENT_BYTES / PAGE_BYTES) + Math.ceil((count * 4) / PAGE_BYTES);
  const newMemories = new ByteWriter().u8(0).u32(0).u8(0).u32(eventPages);
  const bytes = writeSections(module, {
    type: { count: types.added, bytes: types.finish() },
    function: { count: moved - count, bytes: declared.finish() },
    memory: { count: 2, bytes: newMemories.finish() },
    global: { count: GLOBALS.length, bytes: newGlobals.finish() },
    export: { count: exported.length + 1, bytes: newExports.finish() },
    code: { count: moved - count, bytes: code.finish(), own: own.finish() },
  });
  return { bytes, host };
}

const FUNCTION = 0x00;
const MEMORY = 0x02;
const PAGE_BYTES = 65_536;
const FIRST_EVENT_BYTES = PAGE_BYTES;

/** Function types behind those that the module has, each once. */
class TypeAdder {
  readonly #first: number;
  readonly #indices = new Map<string, number>();
  readonly #writer = new ByteWriter();

  constructor(first: number) {
    this.#first = first;
  }

  get added(): number {
    return this.#indices.size;
  }

  of({ params, results }: NewFunction): number {
    const key = `${params.join()}-${results.join()}`;
    const known = this.#indices.get(key);
    if (known !== undefined) return known;
    const index = this.#first + this.added;
    this.#indices.set(key, index);
    this.#writer.u8(FUNCTION_TYPE).sized(params).sized(results);
    return index;
  }

  finish(): Uint8Array {
    return this.#writer.finish();
  }
}

const FUNCTION_TYPE = 0x60;

/** The allocator that programs use, where there are several, comes first: Rust's, then C's. */
const ORDER = ['rust', 'global_alloc', 'dlmalloc', 'talc', 'libc'] as const;

/** The first allocator of which all that a workload needs can be called. */
function hostAllocator(entries: readonly Entry[]): HostAllocator | null {
  for (const allocator of ORDER) {
    const own = entries.filter(
      (entry) => entry.allocator === allocator && !entry.parameters.includes('slot'),
    );
    const functions: Partial<Record<Role, Entry>> = {};
    for (const entry of own) functions[entry.role] ??= entry;
    if (functions.allocate === undefined || functions.free === undefined) continue;
    const needsSelf = Object.values(functions).some(({ parameters }) => parameters.includes('self'));
    return { allocator, functions, needsSelf };
  }
  return null;
}

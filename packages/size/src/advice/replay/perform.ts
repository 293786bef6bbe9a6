import { createHash, type Hash } from 'node:crypto';
import { createContext, Script } from 'node:vm';
import { engine, type EngineMemory } from './engine.ts';
import type { Outcome, Performance, PerformanceLimits } from './outcome.ts';
import type { PlannedCall, PlannedImport, PlannedValue, ReplayPlan } from './plan.ts';

/** Calls of imports that one call of an export may make: a guest that waits for an answer asks for ever. */
const MAX_IMPORT_CALLS = 20_000;

/** What WASI answers to a guest without folders: with 0 for an answer, its libc asks for the next one for ever. */
const BAD_FILE_DESCRIPTOR = 8;

/**
 * Makes the calls of a plan on a module, each on a fresh instance. What it runs may be hostile: this belongs into a process of its own, of
 * bounded memory and time.
 */
export function perform(bytes: Uint8Array, plan: ReplayPlan, limits: PerformanceLimits): Performance {
  const end = Date.now() + limits.totalMs;
  let module: object;
  try {
    module = new engine.Module(bytes);
    start(module, plan, 0, limits.callMs);
  } catch (error) {
    return { problem: textOf(error) };
  }
  const outcomes: Outcome[] = [];
  for (const call of plan.calls) {
    if (outcomes.length > 0 && Date.now() > end) break;
    outcomes.push(outcomeOf(module, plan, call, limits.callMs));
  }
  return { problem: null, outcomes };
}

/** An instance, and what it did with its stubs. */
interface Guest {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly stubs: Stubs;
}

/** The timeout of `vm` also ends a loop in WebAssembly, which nothing else in the same thread could. */
const script = new Script('work()');
const context = createContext({}) as { work?: () => unknown };

function within<T>(ms: number, work: () => T): T {
  context.work = work;
  return script.runInContext(context, { timeout: ms }) as T;
}

function start(module: object, plan: ReplayPlan, seed: number, callMs: number): Guest {
  const stubs = new Stubs(plan.imports, seed);
  const { exports } = within(callMs, () => new engine.Instance(module, stubs.object));
  return { exports, stubs };
}

function outcomeOf(module: object, plan: ReplayPlan, call: PlannedCall, callMs: number): Outcome {
  try {
    const { exports, stubs } = start(module, plan, call.seed, callMs);
    for (const name of plan.initialize) attempt(exports, { ...call, name, args: [] }, callMs);
    const ended = attemptAll(exports, [...(call.before ?? []), call], callMs);
    // What was under way when time was over is not the same twice.
    if (ended.end === 'unfinished') return { ...ended, ...UNSEEN };
    return {
      ...ended,
      imports: stubs.digest(),
      ...observe([...Object.values(exports), ...stubs.objects]),
    };
  } catch (error) {
    return { ...failure(error), ...UNSEEN };
  }
}

const UNSEEN = { imports: '', memory: '', globals: '', sizes: '', usedBytes: 0 } as const;

/** Ends as the last call does, or as the first that does not end; the values are those of all. */
function attemptAll(
  exports: Guest['exports'],
  calls: readonly PlannedCall[],
  callMs: number,
): Pick<Outcome, 'end' | 'value'> {
  const values: string[] = [];
  let end: Outcome['end'] = 'returned';
  for (const call of calls) {
    const ended = attempt(exports, call, callMs);
    values.push(ended.value);
    end = ended.end;
    if (end === 'unfinished') break;
  }
  return { end, value: values.join('; ') };
}

function attempt(
  exports: Guest['exports'],
  { name, args }: PlannedCall,
  callMs: number,
): Pick<Outcome, 'end' | 'value'> {
  const run = exports[name];
  if (typeof run !== 'function') return { end: 'trapped', value: 'it is not there' };
  const values = args.map(valueOf);
  try {
    return { end: 'returned', value: shown(within(callMs, () => run(...values) as unknown)) };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): Pick<Outcome, 'end' | 'value'> {
  const { code, name, message } = error as Partial<NodeJS.ErrnoException>;
  // Stack that is used up depends on how large frames are.
  const isUnfinished =
    error instanceof TooManyCalls ||
    code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ||
    (name === 'RangeError' && /stack/i.test(message ?? ''));
  return { end: isUnfinished ? 'unfinished' : 'trapped', value: textOf(error) };
}

const textOf = (error: unknown): string =>
  error instanceof Error ? error.message.slice(0, 300) : 'an exception';

function valueOf([type, text]: PlannedValue): unknown {
  if (text === 'null') return null;
  return type === 'i64' ? BigInt(text) : Number(text);
}

/** Numbers as they are, -0 and the like included; of a reference only what it is. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(', ');
  if (value === null || (typeof value !== 'object' && typeof value !== 'function'))
    return Object.is(value, -0) ? '-0' : String(value);
  return typeof value;
}

function observe(objects: readonly unknown[]): Omit<Outcome, 'end' | 'value' | 'imports'> {
  const hash = createHash('sha1');
  const [globals, sizes]: [string[], string[]] = [[], []];
  let usedBytes: number | undefined;
  for (const object of new Set(objects)) {
    if (object instanceof engine.Memory) {
      const used = usedPart(object);
      usedBytes ??= used.length;
      hash.update(`${used.length} `).update(used);
      sizes.push(`memory ${object.buffer.byteLength / 65_536}`);
    } else if (object instanceof engine.Table) {
      sizes.push(`table ${object.length}`);
    } else if (object instanceof engine.Global) {
      globals.push(globalText(object));
    }
  }
  return {
    memory: hash.digest('hex'),
    globals: globals.join('; '),
    sizes: sizes.join('; '),
    usedBytes: usedBytes ?? 0,
  };
}

/** JavaScript cannot read a global of a vector type. */
function globalText(global: { readonly value: unknown }): string {
  try {
    return shown(global.value);
  } catch {
    return 'unreadable';
  }
}

/** What is compared with zeros at a time. */
const ZEROS = Buffer.alloc(4096);

/** A memory is mostly zeros at its end: finding them is much quicker than hashing them. Pages are multiples of what is looked at. */
function usedPart({ buffer }: EngineMemory): Uint8Array {
  let end = buffer.byteLength;
  while (end > 0 && ZEROS.equals(new Uint8Array(buffer, end - ZEROS.length, ZEROS.length)))
    end -= ZEROS.length;
  const bytes = new Uint8Array(buffer, 0, end);
  return buffer instanceof ArrayBuffer ? bytes : bytes.slice();
}

class TooManyCalls extends Error {}

/** Imports of the right types that do nothing but count. */
class Stubs {
  readonly object: Record<string, Record<string, unknown>> = Object.create(null);
  /** Those that hold something: memories, tables, globals. */
  readonly objects: unknown[] = [];
  readonly #seed: number;
  readonly #hash: Hash = createHash('sha1');
  #calls = 0;

  constructor(imports: readonly PlannedImport[], seed: number) {
    this.#seed = seed;
    for (const entry of imports) {
      const names = (this.object[entry.module] ??= Object.create(null) as Record<string, unknown>);
      if (entry.name in names) continue;
      const made = this.#make(entry);
      names[entry.name] = made;
      if (entry.kind !== 'func') this.objects.push(made);
    }
  }

  /** Of the calls so far. */
  digest(): string {
    return `${this.#calls} ${this.#hash.copy().digest('hex')}`;
  }

  #make(entry: PlannedImport): unknown {
    switch (entry.kind) {
      case 'func':
        return (...args: unknown[]) => this.#called(entry, args);
      case 'memory': {
        const { min, max, shared } = entry;
        return new engine.Memory({ initial: min, ...(max !== undefined && { maximum: max }), shared });
      }
      case 'table': {
        const { min, max } = entry;
        return new engine.Table({
          initial: min,
          ...(max !== undefined && { maximum: max }),
          element: 'anyfunc',
        });
      }
      case 'global': {
        const { type, mutable } = entry;
        const value = type === 'funcref' ? 'anyfunc' : type;
        return new engine.Global(
          { value, mutable },
          valueOf([type, type.startsWith('i') || type.startsWith('f') ? '0' : 'null']),
        );
      }
    }
  }

  #called(
    { module, name, results }: Extract<PlannedImport, { kind: 'func' }>,
    args: readonly unknown[],
  ): unknown {
    if (++this.#calls > MAX_IMPORT_CALLS) throw new TooManyCalls();
    this.#hash.update(`${module} ${name}(${args.map(shown).join(', ')})\n`);
    const values = results.map((type) => this.#answer(name, type));
    return values.length > 1 ? values : values[0];
  }

  #answer(name: string, type: string): unknown {
    if (name === 'fd_prestat_get') return BAD_FILE_DESCRIPTOR;
    if (!/^[if](?:32|64)$/.test(type)) return null;
    const value = this.#seed === 0 ? 0 : (this.#calls * 7 + this.#seed) % 13;
    return type === 'i64' ? BigInt(value) : value;
  }
}

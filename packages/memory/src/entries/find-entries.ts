import {
  functionLabel,
  moduleSignatures,
  moduleFunctions,
  parseSymbol,
  undecorate,
  type Signature as FunctionSignature,
  type WasmModule,
} from '@wasmgate/wasm-model';
import {
  DLMALLOC,
  DLMALLOC_INNER,
  GLOBAL_ALLOC,
  LIBC,
  RUST_RUNTIME,
  TALC,
  type Allocator,
  type Parameter,
  type Signature,
} from './allocator-signatures.ts';

/** A function of an allocator in a module: calls of it are counted, unless another one is at work already. */
export interface Entry extends Signature {
  /** In the function index space. */
  readonly index: number;
  readonly allocator: Allocator;
  /** For people. */
  readonly name: string;
}

/** Which functions of a module are an allocator's. */
export interface Entries {
  readonly entries: readonly Entry[];
  /** Known by name, but with parameters that none of its versions has: it cannot be told what they mean. */
  readonly unreadable: readonly string[];
}

/** Finds the allocators' functions by their names, parsed. Throws WasmFormatError when the module is malformed. */
export function findEntries(module: WasmModule): Entries {
  const functions = moduleFunctions(module);
  const signatures = moduleSignatures(module);
  const entries: Entry[] = [];
  const unreadable: string[] = [];
  for (let index = functions.imported; index < functions.count; index++) {
    const label = functionLabel(module, index);
    const known = recognize(label);
    if (known === null) continue;
    const type = signatures[functions.type[index] as number];
    const parameters = type && fit(known.signature, type);
    const name = parseSymbol(label)?.plain ?? label;
    if (parameters === undefined) unreadable.push(name);
    else entries.push({ index, allocator: known.allocator, name, role: known.signature.role, parameters });
  }
  return { entries, unreadable };
}

interface Recognized {
  readonly allocator: Allocator;
  readonly signature: Signature;
}

/** What a name says, when it is an allocator's function. */
function recognize(label: string): Recognized | null {
  const { name } = undecorate(label);
  const runtime = RUST_RUNTIME.get(name);
  if (runtime !== undefined) return { allocator: 'rust', signature: runtime };
  const c = LIBC.get(name);
  if (c !== undefined) return { allocator: 'libc', signature: c };
  const symbol = parseSymbol(label);
  if (symbol === null) return null;
  const last = symbol.path.at(-1) ?? '';
  const ofRuntime = symbol.crate === '__rustc' ? RUST_RUNTIME.get(last) : undefined;
  if (ofRuntime !== undefined) return { allocator: 'rust', signature: ofRuntime };
  for (const { crate, self, allocator, signatures } of METHODS) {
    const signature = signatures.get(last);
    if (signature === undefined || symbol.crate !== crate) continue;
    if (self.test(symbol.plain)) return { allocator, signature };
  }
  const byTrait = GLOBAL_ALLOC.get(last);
  if (byTrait !== undefined && / as core::alloc::global::GlobalAlloc>::\w+$/.test(symbol.plain)) {
    return { allocator: 'global_alloc', signature: byTrait };
  }
  return null;
}

/** Methods by the crate and the text of the type that they are of. */
const METHODS = [
  {
    crate: 'dlmalloc',
    self: /^<dlmalloc::Dlmalloc(?:<.*>)?>::\w+$/,
    allocator: 'dlmalloc',
    signatures: DLMALLOC,
  },
  {
    crate: 'dlmalloc',
    self: /^<dlmalloc::dlmalloc::Dlmalloc(?:<.*>)?>::\w+$/,
    allocator: 'dlmalloc',
    signatures: DLMALLOC_INNER,
  },
  { crate: 'talc', self: /^<talc::(?:talc::|base::)?Talc<.*>>::\w+$/, allocator: 'talc', signatures: TALC },
] as const;

/** What optimizers leave out when all callers pass the same, or nobody reads it; the first is left out first. */
const LEFT_OUT: readonly Parameter[] = ['self', 'old_align', 'align', 'old_size'];

/**
 * The parameters as this module has them: an optimizer left out some of those that are not needed, and kept the order. Which, is
 * read here and proved later: with a wrong reading blocks would overlap, be freed that are none, or be written beyond. Undefined
 * when no reading fits.
 */
function fit({ role, parameters }: Signature, type: FunctionSignature): readonly Parameter[] | undefined {
  if (type.results.length !== (role === 'free' ? 0 : 1)) return undefined;
  if (![...type.parameters, ...type.results].every((one) => one === 'i32')) return undefined;
  let left = parameters;
  for (const parameter of LEFT_OUT) {
    if (left.length > type.parameters.length) left = left.filter((one) => one !== parameter);
  }
  return left.length === type.parameters.length ? left : undefined;
}

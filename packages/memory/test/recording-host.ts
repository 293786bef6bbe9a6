import {
  moduleExports,
  moduleFunctions,
  moduleImports,
  moduleSignatures,
  readWasm,
  type Signature,
  type WasmComponent,
  type WasmModule,
} from '@wasmgate/wasm-model';
import { ByteWriter } from '../src/instrument/byte-writer.ts';
import { wat } from './engine.ts';

/** What an import answers: WAT of an i32, in which `$calls` is a global with the number of calls so far. */
export type Answers = Readonly<Record<string, string>>;

/** Which import was called comes before its arguments. */
const CALL = 1_000_000n;

/** Where the log begins; before it stand its address and length, as a list of the canonical ABI. */
const LOG = 16;
const LOG_PAGES = 32;

/**
 * A component of a guest and of a host that writes down who was called with what; `take` gives the log. The guest's exports, which take
 * nothing, are `call-0`, `call-1`, …; what is not in `answers` gives zero.
 */
export async function withRecordingHost(
  guest: WasmModule,
  calls: readonly string[],
  answers: Answers,
): Promise<WasmComponent> {
  const imports = moduleImports(guest);
  const [from, ...others] = new Set(imports.map(({ module }) => module));
  if (from === undefined || others.length > 0) throw new Error('the guest must import from one module');
  const text = `(component
    (core module $host
      (memory (export "log") ${LOG_PAGES})
      (global $at (mut i32) (i32.const ${LOG}))
      (global $calls (mut i32) (i32.const 0))
      ${imports.map((entry, index) => recording(guest, entry, index, answers)).join('\n')}
      (func (export "take") (result i32)
        (i32.store (i32.const 0) (i32.const ${LOG}))
        (i32.store (i32.const 4) (i32.shr_u (i32.sub (global.get $at) (i32.const ${LOG})) (i32.const 3)))
        (i32.const 0)))
    (core module $guest)
    (core instance $h (instantiate $host))
    (core instance $g (instantiate $guest (with "${from}" (instance $h))))
    ${calls.map((name, index) => lifted(guest, name, `call-${index}`)).join('\n')}
    (alias core export $h "log" (core memory $log))
    (alias core export $h "take" (core func $take))
    (func (export "take") (result (list u64)) (canon lift (core func $take) (memory $log))))`;
  const draft = await wat(text);
  // Text has no bytes of another module in it: they take the empty one's place.
  const [, place] = readWasm(draft).sections.filter(({ nested }) => nested !== undefined);
  if (place === undefined) throw new Error('there is no place for the guest');
  const bytes = new ByteWriter()
    .bytes(draft.subarray(0, place.start))
    .u8(CORE_MODULE)
    .sized(guest.bytes.subarray(guest.start, guest.end))
    .bytes(draft.subarray(place.payloadEnd));
  return readWasm(bytes.finish()) as WasmComponent;
}

const CORE_MODULE = 1;

const asI64: Readonly<Record<string, (value: string) => string>> = {
  i32: (value) => `(i64.extend_i32_u ${value})`,
  i64: (value) => value,
  f32: (value) => `(i64.extend_i32_u (i32.reinterpret_f32 ${value}))`,
  f64: (value) => `(i64.reinterpret_f64 ${value})`,
};

/** WAT that writes an i64 down. */
const put = (value: string): string =>
  `(i64.store (global.get $at) ${value}) (global.set $at (i32.add (global.get $at) (i32.const 8)))`;

function recording(
  guest: WasmModule,
  { name, description }: ReturnType<typeof moduleImports>[number],
  index: number,
  answers: Answers,
): string {
  if (description.kind !== 'func') throw new Error(`${name} is no function`);
  const { parameters, results } = moduleSignatures(guest)[description.type] as Signature;
  const result = results.length === 0 ? '' : (answers[name] ?? '(i32.const 0)');
  return `(func (export ${JSON.stringify(name)}) (param ${parameters.join(' ')}) (result ${results.join(' ')})
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    ${put(`(i64.const ${CALL + BigInt(index)})`)}
    ${parameters.map((type, local) => put(asI64[type]?.(`(local.get ${local})`) ?? '')).join(' ')}
    ${result})`;
}

function lifted(guest: WasmModule, name: string, as: string): string {
  const index = moduleExports(guest).find((entry) => entry.name === name)?.index;
  const type = moduleFunctions(guest).type[index ?? -1] ?? -1;
  const results = moduleSignatures(guest)[type]?.results;
  if (results === undefined) throw new Error(`the guest exports no function ${name}`);
  return `(alias core export $g "${name}" (core func $${as}))
    (func (export "${as}") ${results.length === 0 ? '' : '(result u32)'} (canon lift (core func $${as})))`;
}

/** The log in words: each call with its arguments. */
export function readLog(guest: WasmModule, log: readonly bigint[]): string[] {
  const imports = moduleImports(guest);
  const lines: string[] = [];
  for (let at = 0; at < log.length;) {
    const entry = imports[Number((log[at] as bigint) - CALL)];
    if (entry?.description.kind !== 'func') throw new Error(`the log is damaged at ${at}`);
    const { parameters } = moduleSignatures(guest)[entry.description.type] as Signature;
    lines.push(`${entry.name}(${log.slice(at + 1, at + 1 + parameters.length).join(', ')})`);
    at += 1 + parameters.length;
  }
  return lines;
}

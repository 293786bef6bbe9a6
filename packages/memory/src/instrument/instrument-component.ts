import { componentCore, indexSpaces, type WasmComponent, type WasmModule } from '@wasmgate/wasm-model';
import { ByteWriter } from './byte-writer.ts';
import { EXPORTS } from './event-layout.ts';
import type { Instrumented } from './instrument-module.ts';

// Sections and forms of component-model Binary.md.
const CORE_MODULE = 1;
const ALIAS = 6;
const TYPE = 7;
const CANON = 8;
const EXPORT = 11;
const CORE_FUNCTION = [0x00, 0x00];
const CORE_MEMORY = [0x00, 0x02];
const CORE_EXPORT = 0x01;
const FUNCTION_TYPE = 0x40;
const LIST = 0x70;
const U64 = 0x77;
const U32 = 0x79;
const LIFT = [0x00, 0x00];
const MEMORY_OPTION = 0x03;
const FUNCTION = 0x01;

/**
 * A component with an instrumented module in the place of `module`, whose new functions it exports: appended definitions take the
 * next indices, so that nothing in the component changes. Null when it does not instantiate the module itself, once.
 */
export function instrumentComponent(
  component: WasmComponent,
  module: WasmModule,
  { bytes, host }: Instrumented,
): Uint8Array | null {
  const { modules, instances } = componentCore(component);
  const made = instances.flatMap((one, index) =>
    one.kind === 'instantiate' && modules[one.module] === module ? [index] : [],
  );
  const [instance] = made;
  const place = component.sections.find((section) => section.nested === module);
  if (instance === undefined || made.length > 1 || place === undefined) return null;
  return new ByteWriter(component.bytes.length + 2 * bytes.length)
    .bytes(component.bytes.subarray(component.start, place.start))
    .u8(CORE_MODULE)
    .sized(bytes)
    .bytes(component.bytes.subarray(place.payloadEnd, component.end))
    .bytes(exportedFunctions(component, instance, host))
    .finish();
}

/** Sections that take the functions out of the instance, lift and export them. */
function exportedFunctions(
  component: WasmComponent,
  instance: number,
  host: Instrumented['host'],
): Uint8Array {
  const next = indexSpaces(component);
  const parameters = ['pointer', 'old-size', 'size'];
  const calls = [
    { name: EXPORTS.take, params: [], result: 'list' as const },
    { name: EXPORTS.clear, params: [], result: null },
    ...Object.keys(host?.functions ?? {}).map((role) => ({
      name: EXPORTS[role as keyof NonNullable<Instrumented['host']>['functions']],
      params: parameters,
      result: role === 'free' ? null : ('address' as const),
    })),
  ];
  const aliases = new ByteWriter().u32(calls.length + 1);
  aliases.bytes(CORE_MEMORY).u8(CORE_EXPORT).u32(instance).name(EXPORTS.events);
  const types = new ByteWriter()
    .u32(calls.length + 1)
    .u8(LIST)
    .u8(U64);
  const lifts = new ByteWriter().u32(calls.length);
  const exports = new ByteWriter().u32(calls.length);
  for (const [order, { name, params, result }] of calls.entries()) {
    aliases.bytes(CORE_FUNCTION).u8(CORE_EXPORT).u32(instance).name(name);
    types.u8(FUNCTION_TYPE).u32(params.length);
    for (const param of params) types.name(param).u8(U32);
    if (result === null) types.u8(0x01).u8(0x00);
    else if (result === 'address') types.u8(0x00).u8(U32);
    // The list's type is the first that was added; an index is a signed number, of which a byte with bit 6 would be negative.
    else types.u8(0x00).bytes(signedIndex(next.type));
    lifts.bytes(LIFT).u32(next['core func'] + order);
    if (result === 'list') lifts.u32(1).u8(MEMORY_OPTION).u32(next['core memory']);
    else lifts.u32(0);
    lifts.u32(next.type + 1 + order);
    exports
      .u8(0x00)
      .name(name)
      .u8(FUNCTION)
      .u32(next.func + order)
      .u8(0x00);
  }
  return new ByteWriter()
    .u8(ALIAS)
    .sized(aliases.finish())
    .u8(TYPE)
    .sized(types.finish())
    .u8(CANON)
    .sized(lifts.finish())
    .u8(EXPORT)
    .sized(exports.finish())
    .finish();
}

/** A non-negative s33. */
function signedIndex(index: number): number[] {
  const bytes: number[] = [];
  let rest = index;
  for (; rest >= 0x40; rest = Math.floor(rest / 128)) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest];
}

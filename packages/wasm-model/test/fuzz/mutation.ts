import fc from 'fast-check';
import type { Section, WasmBinary } from '../../src/index.ts';
import { WasmFormatError, binaryItems, readWasm } from '../../src/index.ts';
import { componentBytes, u32 } from '../build-wasm.ts';

/**
 * A change to a file. `at`, `to`, `section`, `item` are any natural numbers: they are taken modulo what there is, so
 * that a mutation fits every file, also one that others have changed already.
 */
export type Mutation =
  /** One bit. */
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  /** Some bytes, written over what is there. */
  | { readonly kind: 'overwrite'; readonly at: number; readonly bytes: readonly number[] }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'remove'; readonly at: number; readonly length: number }
  | { readonly kind: 'copy'; readonly at: number; readonly to: number; readonly length: number }
  /** The size a section says it has; its content stays. */
  | { readonly kind: 'size'; readonly section: number; readonly value: number }
  /** The number at the start of a section: how many items it has. The section's size fits again. */
  | { readonly kind: 'count'; readonly section: number; readonly value: number }
  /** Bytes anywhere in a section replaced by others. The section's size fits again. */
  | {
      readonly kind: 'splice';
      readonly section: number;
      readonly at: number;
      readonly length: number;
      readonly bytes: readonly number[];
    }
  /** A number some bytes after the start of an item: a count, a size, an index. The section's size fits again. */
  | {
      readonly kind: 'number';
      readonly section: number;
      readonly item: number;
      readonly skip: number;
      readonly value: number;
    }
  /** A section once more, elsewhere. */
  | { readonly kind: 'repeat'; readonly section: number; readonly to: number }
  /** A function's body becomes so many blocks, one in the other. */
  | { readonly kind: 'blocks'; readonly depth: number; readonly opcode: number; readonly closed: boolean }
  /** The file becomes the innermost of so many components. */
  | { readonly kind: 'wrap'; readonly depth: number };

/** Numbers that break a reader which trusts them. */
const bombs = fc.oneof(
  fc.constantFrom(0, 1, 0x7f, 0x80, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff),
  fc.nat(0xffffffff),
);
const position = fc.nat();
const raw = fc.oneof(
  fc.array(fc.nat(255), { maxLength: 12 }),
  bombs.map(u32),
  fc.constantFrom(
    [0xff, 0xff, 0xff, 0xff, 0x0f],
    [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00],
    [0xff, 0xff, 0xff, 0xff, 0xff],
  ),
);

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: position, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('overwrite' as const), at: position, bytes: raw }),
  fc.record({ kind: fc.constant('cut' as const), at: position }),
  fc.record({ kind: fc.constant('remove' as const), at: position, length: fc.nat(100) }),
  fc.record({ kind: fc.constant('copy' as const), at: position, to: position, length: fc.nat(1_000) }),
  fc.record({ kind: fc.constant('size' as const), section: position, value: bombs }),
  fc.record({ kind: fc.constant('count' as const), section: position, value: bombs }),
  fc.record({
    kind: fc.constant('splice' as const),
    section: position,
    at: position,
    length: fc.nat(20),
    bytes: raw,
  }),
  fc.record({
    kind: fc.constant('number' as const),
    section: position,
    item: position,
    skip: fc.nat(8),
    value: bombs,
  }),
  fc.record({ kind: fc.constant('repeat' as const), section: position, to: position }),
  fc.record({
    kind: fc.constant('blocks' as const),
    depth: fc.oneof(fc.nat(100), fc.nat(200_000)),
    opcode: fc.constantFrom(0x02, 0x03, 0x04, 0x06, 0x1f),
    closed: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('wrap' as const), depth: fc.oneof(fc.nat(5), fc.nat(150), fc.nat(20_000)) }),
);

/** The file after a mutation; the same when it does not apply, as to the sections of a file that has none. */
export function mutate(bytes: Uint8Array, change: Mutation): Uint8Array {
  const { length } = bytes;
  const within = (at: number): number => at % (length + 1);
  switch (change.kind) {
    case 'flip': {
      const changed = bytes.slice();
      if (length > 0)
        changed[change.at % length] = (changed[change.at % length] as number) ^ (1 << change.bit);
      return changed;
    }
    case 'overwrite': {
      const at = within(change.at);
      return joined(bytes.subarray(0, at), change.bytes, bytes.subarray(at + change.bytes.length));
    }
    case 'cut':
      return bytes.slice(0, within(change.at));
    case 'remove':
      return joined(bytes.subarray(0, within(change.at)), bytes.subarray(within(change.at) + change.length));
    case 'copy': {
      const part = bytes.subarray(within(change.at), within(change.at) + change.length);
      return joined(bytes.subarray(0, within(change.to)), part, bytes.subarray(within(change.to)));
    }
    case 'wrap':
      return wrapped(bytes, change.depth);
    default:
      return inSections(bytes, change);
  }
}

/** Bytes to be joined with others. */
type Part = Uint8Array | readonly number[];

/** One number after the other, at every offset of a file, becomes each of some bombs; the sizes of sections fit again. */
export function* numberSweep(bytes: Uint8Array): Generator<Mutation> {
  for (const [section, { contentStart, payloadEnd }] of readWasm(bytes).sections.entries()) {
    for (let at = contentStart; at < payloadEnd; at++) {
      for (const value of [0, 0x10000, 0x7fffffff, 0xffffffff]) {
        yield { kind: 'number', section, item: 0, skip: at - contentStart, value };
      }
    }
  }
}

type InSection = Extract<Mutation, { kind: 'size' | 'count' | 'splice' | 'number' | 'repeat' | 'blocks' }>;

function inSections(bytes: Uint8Array, change: InSection): Uint8Array {
  const binary = frame(bytes);
  if (binary === undefined) return bytes;
  const { sections } = binary;
  const code = sections.find(({ name }) => name === 'code');
  const section = change.kind === 'blocks' ? code : sections[change.section % Math.max(1, sections.length)];
  if (section === undefined) return bytes;
  const { start, contentStart, payloadStart, payloadEnd } = section;
  const payload = bytes.subarray(payloadStart, payloadEnd);
  switch (change.kind) {
    case 'size':
      return replaced(bytes, section, [section.id], u32(change.value), payload);
    case 'count': {
      const name = bytes.subarray(payloadStart, contentStart);
      const rest = bytes.subarray(contentStart + lebLength(bytes, contentStart), payloadEnd);
      return replaced(bytes, section, ...sizedSection(section.id, joined(name, u32(change.value), rest)));
    }
    case 'splice': {
      const at = change.at % (payload.length + 1);
      const content = joined(payload.subarray(0, at), change.bytes, payload.subarray(at + change.length));
      return replaced(bytes, section, ...sizedSection(section.id, content));
    }
    case 'number': {
      const starts = itemStarts(binary, section);
      const at = Math.min((starts[change.item % starts.length] as number) + change.skip, payloadEnd);
      const rest = bytes.subarray(Math.min(at + lebLength(bytes, at), payloadEnd), payloadEnd);
      const content = joined(bytes.subarray(payloadStart, at), u32(change.value), rest);
      return replaced(bytes, section, ...sizedSection(section.id, content));
    }
    case 'repeat': {
      const to = (sections[change.to % sections.length] as Section).start;
      return joined(bytes.subarray(0, to), bytes.subarray(start, payloadEnd), bytes.subarray(to));
    }
    case 'blocks':
      return replaced(bytes, section, ...sizedSection(section.id, nestedBlocks(bytes, section, change)));
  }
}

/** Where the items of a section start; its content alone when it is malformed. */
function itemStarts(binary: WasmBinary, { contentStart, payloadEnd }: Section): number[] {
  const starts = [contentStart];
  const items = answer(() => binaryItems(binary));
  for (let item = 0; item < (items?.size ?? 0); item++) {
    const start = items?.start(item) ?? 0;
    if (start > contentStart && start < payloadEnd) starts.push(start);
  }
  return starts;
}

/** The code section's payload with its first body replaced. */
function nestedBlocks(
  bytes: Uint8Array,
  { payloadStart, payloadEnd }: Section,
  { depth, opcode, closed }: Extract<Mutation, { kind: 'blocks' }>,
): Uint8Array {
  const first = payloadStart + lebLength(bytes, payloadStart);
  const open = opcode === 0x1f ? [opcode, 0x40, 0] : [opcode, 0x40];
  const body = Uint8Array.from({ length: 1 + depth * open.length + (closed ? depth : 0) + 1 }, (_, at) => {
    if (at === 0) return 0;
    return at <= depth * open.length ? (open[(at - 1) % open.length] as number) : 0x0b;
  });
  const next = first + lebLength(bytes, first) + leb(bytes, first);
  return joined(
    bytes.subarray(payloadStart, first),
    u32(body.length),
    body,
    next < payloadEnd ? bytes.subarray(next, payloadEnd) : [],
  );
}

function wrapped(bytes: Uint8Array, depth: number): Uint8Array {
  const headers: Part[] = [];
  for (let level = 0, size = bytes.length; level < depth; level++) {
    // A section's id by the binary's layer: 1 holds a module, 4 a component.
    const header = [...componentBytes(), level === 0 && bytes[6] === 0 ? 1 : 4, ...u32(size)];
    headers.push(header);
    size += header.length;
  }
  return joined(...headers.toReversed(), bytes);
}

const sizedSection = (id: number, content: Uint8Array): Part[] => [[id], u32(content.length), content];

function replaced(bytes: Uint8Array, { start, payloadEnd }: Section, ...parts: readonly Part[]): Uint8Array {
  return joined(bytes.subarray(0, start), ...parts, bytes.subarray(payloadEnd));
}

function joined(...parts: readonly Part[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const frame = (bytes: Uint8Array): WasmBinary | undefined => answer(() => readWasm(bytes));

/** What a reader says; undefined when it refuses the bytes. */
function answer<Answer>(read: () => Answer): Answer | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof WasmFormatError) return undefined;
    throw error;
  }
}

function lebLength(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < bytes.length - 1 && end < at + 9 && (bytes[end] as number) >= 0x80) end++;
  return end + 1 - at;
}

function leb(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let index = lebLength(bytes, at) - 1; index >= 0; index--)
    value = value * 128 + ((bytes[at + index] ?? 0) & 0x7f);
  return value;
}

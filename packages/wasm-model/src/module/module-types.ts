import type { ByteReader } from '../frame/byte-reader.ts';
import { findSection, sectionReader } from '../frame/find-section.ts';
import { GrowableArray } from '../frame/growable-array.ts';
import { MAX_ITEMS } from '../frame/item-limit.ts';
import { memoize } from '../frame/memoize.ts';
import type { WriteIndex } from './value-type.ts';
import { readStorageType, readValueType } from './value-type.ts';
import type { WasmModule } from '../frame/binary.ts';

/** The type index space of a module. */
export interface ModuleTypes {
  readonly count: number;
  /** Per type the smallest index of an equal type: two types are equal when these are. */
  readonly canonical: Uint32Array;
  /** Per type the canonical index of its declared supertype; -1 for none. */
  readonly supertype: Int32Array;
}

/**
 * The types of a module. Equality is the spec's, by recursive group ("Rolling and Unrolling", 3.1.3): groups are equal when
 * their text is, with indices into the group written relatively and others canonically.
 */
export const moduleTypes: (module: WasmModule) => ModuleTypes = memoize((module) => {
  const section = findSection(module, 'type');
  const groups = new Map<string, number>();
  const canonical = new GrowableArray();
  const supertype = new GrowableArray();
  if (section) {
    const reader = sectionReader(module, section);
    for (let left = reader.count('types', MAX_ITEMS); left > 0; left--) {
      const first = canonical.length;
      const write: WriteIndex = (index) => {
        if (index >= first) return `+${index - first}`;
        return String(canonical.at(index));
      };
      const text = readGroup(reader, write, supertype);
      if (supertype.length > MAX_ITEMS) reader.fail(`more than ${MAX_ITEMS} types`);
      const equal = groups.get(text) ?? first;
      groups.set(text, equal);
      for (let index = first; index < supertype.length; index++) canonical.push(equal + index - first);
    }
    reader.expectEnd('the type section');
  }
  const all = canonical.finish();
  const supers = Int32Array.from(supertype.finish(), (index) => all[index] ?? -1);
  return { count: all.length, canonical: all, supertype: supers };
});

/** What engines accept of a struct (JavaScript Interface, limits). */
const MAX_FIELDS = 10_000;
/** The same of parameters, or of results. */
export const MAX_PARAMETERS = 1_000;

const MEMBERS_AT_ONCE = 1_000;

/** Says that a type declares no supertype. */
const NONE = 0xffffffff;

/**
 * Reads a recursive group, or a type that stands alone and is a group of one (core spec 3.0, "Recursive Types", 5.3.8):
 * returns its text and adds the supertype of each member, or NONE.
 */
function readGroup(reader: ByteReader, write: WriteIndex, supertypes: GrowableArray): string {
  if (reader.left === 0 || reader.bytes[reader.pos] !== 0x4e) return readSubtype(reader, write, supertypes);
  reader.pos++;
  // Joined by many: appended one by one, each member would cost a node of a rope.
  let text = '';
  let members: string[] = [];
  for (let left = reader.count('types of a group', MAX_ITEMS); left > 0; left--) {
    members.push(readSubtype(reader, write, supertypes));
    if (members.length < MEMBERS_AT_ONCE && left > 1) continue;
    text += `${text === '' ? '' : ';'}${members.join(';')}`;
    members = [];
  }
  return text;
}

/** Moves over an entry of the type section and says how many types it holds. */
export function skipTypeGroup(reader: ByteReader): number {
  const supertypes = new GrowableArray();
  readGroup(reader, String, supertypes);
  return supertypes.length;
}

function readSubtype(reader: ByteReader, write: WriteIndex, supertypes: GrowableArray): string {
  const start = reader.pos;
  const form = reader.u8('a type');
  if (form !== 0x4f && form !== 0x50) {
    supertypes.push(NONE);
    return readComposite(reader, form, start, write);
  }
  let supertype = NONE;
  let supers = '';
  for (let left = reader.count('supertypes', 1); left > 0; left--) {
    supertype = reader.u32('a supertype');
    supers += ` ${write(supertype)}`;
  }
  supertypes.push(supertype);
  const at = reader.pos;
  const body = readComposite(reader, reader.u8('a type'), at, write);
  // A final type without supertypes is what a plain one abbreviates.
  return form === 0x4f && supers === '' ? body : `${form === 0x4f ? 'final' : 'sub'}${supers} ${body}`;
}

/** What may stand before a composite type: shared-everything-threads, then custom descriptors (their Overview.md). */
const clauses = [
  { form: 0x65, text: 'shared', hasIndex: false },
  { form: 0x4c, text: 'describes', hasIndex: true },
  { form: 0x4d, text: 'descriptor', hasIndex: true },
] as const;

function readComposite(reader: ByteReader, first: number, from: number, write: WriteIndex): string {
  let form = first;
  let start = from;
  let before = '';
  for (const clause of clauses) {
    if (form !== clause.form) continue;
    before += `${clause.text} ${clause.hasIndex ? `${write(reader.u32('a type index'))} ` : ''}`;
    start = reader.pos;
    form = reader.u8('a type');
  }
  return before + readPlainComposite(reader, form, start, write);
}

function readPlainComposite(reader: ByteReader, form: number, start: number, write: WriteIndex): string {
  if (form === 0x60) return `func(${readResult(reader, write)})(${readResult(reader, write)})`;
  if (form === 0x5f) {
    let text = 'struct';
    for (let left = reader.count('fields', MAX_FIELDS); left > 0; left--)
      text += ` ${readField(reader, write)}`;
    return text;
  }
  if (form === 0x5e) return `array ${readField(reader, write)}`;
  if (form === 0x5d) return `cont ${readContinuation(reader, write)}`;
  return reader.failUnknown(`unknown form of type 0x${form.toString(16)}`, start);
}

/** The function type of a continuation (stack-switching proposal, Explainer.md, "Composite types"). */
function readContinuation(reader: ByteReader, write: WriteIndex): string {
  const start = reader.pos;
  const index = reader.s33('a function type');
  if (index < 0) reader.fail('expected a type index, found a negative one', start);
  return write(index);
}

function readResult(reader: ByteReader, write: WriteIndex): string {
  const types: string[] = [];
  for (let left = reader.count('value types', MAX_PARAMETERS); left > 0; left--)
    types.push(readValueType(reader, write));
  return types.join(' ');
}

function readField(reader: ByteReader, write: WriteIndex): string {
  const type = readStorageType(reader, write);
  return reader.kind('mutability', 2) === 1 ? `(mut ${type})` : type;
}

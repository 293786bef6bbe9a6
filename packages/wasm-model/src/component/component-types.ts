import type { ByteReader } from '../frame/byte-reader.ts';
import { readAlias } from './component-alias.ts';
import { readExternName, skipExternType } from './component-externs.ts';
import {
  skipDefinedType,
  skipFunctionType,
  skipIndex,
  skipOptional,
  skipVector,
} from './component-value-type.ts';
import { readImportDescription, readImportEntry } from '../module/import-entry.ts';
import { skipTypeGroup } from '../module/module-types.ts';
import { readValueType } from '../module/value-type.ts';

/** Types of components and instances in one another; engines accept as many. */
const MAX_DEPTH = 100;

/** Moves over a type of a component (component-model Binary.md, "Type Definitions", deftype). */
export function skipType(reader: ByteReader, depth = 1): void {
  const start = reader.pos;
  if (depth > MAX_DEPTH) reader.fail(`types are nested deeper than ${MAX_DEPTH}`, start);
  const form = reader.u8('a type');
  if (form === 0x3f) {
    readValueType(reader);
    skipOptional(reader, 'a destructor', skipIndex);
  } else if (form === 0x40 || form === 0x43) skipFunctionType(reader);
  else if (form === 0x41 || form === 0x42)
    skipVector(reader, 'declarations', () => skipDeclaration(reader, form === 0x41, depth));
  else skipDefinedType(reader, form);
}

/** A declaration in the type of a component, or of an instance, which has no imports. */
function skipDeclaration(reader: ByteReader, isComponent: boolean, depth: number): void {
  const kind = reader.kind('declaration', 5);
  switch (kind) {
    case 0:
      return skipCoreType(reader);
    case 1:
      return skipType(reader, depth + 1);
    case 2:
      readAlias(reader);
      return;
    default:
      if (kind === 3 && !isComponent) reader.failUnknown('unknown declaration 3', reader.pos - 1);
      readExternName(reader);
      skipExternType(reader);
  }
}

const MODULE_TYPE = 0x50;

/** Moves over a core type: the type of a module, or a group of types, where a subtype that is not final has 0 before it. */
export function skipCoreType(reader: ByteReader): void {
  const first = reader.left > 0 ? reader.bytes[reader.pos] : undefined;
  if (first === 0x00) {
    reader.pos++;
    if (reader.left > 0 && reader.bytes[reader.pos] !== MODULE_TYPE)
      reader.failUnknown('expected a subtype that is not final, 0x50, after 0');
  }
  if (first !== MODULE_TYPE) {
    skipTypeGroup(reader);
    return;
  }
  reader.pos++;
  skipVector(reader, 'declarations', skipModuleDeclaration);
}

function skipModuleDeclaration(reader: ByteReader): void {
  switch (reader.kind('declaration', 4)) {
    case 0:
      readImportEntry(reader, () => {});
      return;
    case 1:
      skipTypeGroup(reader);
      return;
    case 2:
      expectByte(reader, 0x10, 'sort of an alias');
      expectByte(reader, 0x01, 'target of an alias');
      reader.u32('how far out');
      skipIndex(reader);
      return;
    default:
      reader.skipName('the name of an export');
      readImportDescription(reader);
  }
}

function expectByte(reader: ByteReader, expected: number, what: string): void {
  const byte = reader.u8(what);
  if (byte !== expected) reader.failUnknown(`unknown ${what} 0x${byte.toString(16)}`, reader.pos - 1);
}

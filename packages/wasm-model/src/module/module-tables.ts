import type { WasmModule } from '../frame/binary.ts';
import type { ByteReader } from '../frame/byte-reader.ts';
import type { ConstantExpression } from '../code/constant-expression.ts';
import { readConstantExpression } from '../code/constant-expression.ts';
import { findSection, sectionReader } from '../frame/find-section.ts';
import { importCounts } from './import-counts.ts';
import { MAX_SEGMENTS } from '../frame/item-limit.ts';
import type { TableType } from '../frame/limits.ts';
import { readTableType } from '../frame/limits.ts';
import { memoize } from '../frame/memoize.ts';

export interface Table extends TableType {
  readonly imported: boolean;
  /** What every element starts as; undefined for null and for an imported table. */
  readonly initial: ConstantExpression | undefined;
}

/** The tables of a core module, imported ones first (core spec 3.0, "Table Section", 5.5.7). */
export const moduleTables: (module: WasmModule) => readonly Table[] = memoize((module) => {
  const tables: Table[] = importCounts(module).tables.map((table) => ({
    ...table,
    imported: true,
    initial: undefined,
  }));
  const section = findSection(module, 'table');
  if (section === undefined) return tables;
  const reader = sectionReader(module, section);
  for (let left = reader.count('tables', MAX_SEGMENTS); left > 0; left--) tables.push(readTable(reader));
  reader.expectEnd('the table section');
  return tables;
});

/** Reads a table: 0x40 0x00 before the type says that an initial value follows it. */
export function readTable(reader: ByteReader): Table {
  const explicit = reader.left > 0 && reader.bytes[reader.pos] === 0x40;
  if (explicit) {
    reader.pos++;
    if (reader.u8('a zero byte') !== 0) reader.fail('expected a zero byte', reader.pos - 1);
  }
  const type = readTableType(reader);
  return { ...type, imported: false, initial: explicit ? readConstantExpression(reader) : undefined };
}

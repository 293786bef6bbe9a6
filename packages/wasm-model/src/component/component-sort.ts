import type { ByteReader } from '../frame/byte-reader.ts';

const coreSorts = new Map([
  [0x00, 'core func'],
  [0x01, 'core table'],
  [0x02, 'core memory'],
  [0x03, 'core global'],
  [0x04, 'core tag'],
  [0x10, 'core type'],
  [0x11, 'core module'],
  [0x12, 'core instance'],
] as const);

const sorts = ['core', 'func', 'value', 'type', 'component', 'instance'] as const;

/** What a component imports, exports or names. */
export type ComponentSort =
  | Exclude<(typeof sorts)[number], 'core'>
  | (typeof coreSorts extends Map<number, infer Sort> ? Sort : never);

/** Reads a sort (component-model Binary.md, "Instance Definitions"). */
export function readSort(reader: ByteReader): ComponentSort {
  const byte = reader.u8('a sort');
  const sort = sorts[byte] ?? reader.failUnknown(`unknown sort 0x${byte.toString(16)}`, reader.pos - 1);
  return sort === 'core' ? readCoreSort(reader) : sort;
}

/** Reads a core sort, which follows the byte for `core` or stands alone. */
export function readCoreSort(reader: ByteReader): ComponentSort {
  const byte = reader.u8('a core sort');
  const sort: ComponentSort | undefined = (coreSorts as ReadonlyMap<number, ComponentSort>).get(byte);
  return sort ?? reader.failUnknown(`unknown core sort 0x${byte.toString(16)}`, reader.pos - 1);
}

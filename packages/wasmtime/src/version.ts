import type { Engine } from './engine.ts';
import { WasmtimeError } from './errors.ts';

const EMPTY_MODULE = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);
const ENGINE_SECTION = '.wasmtime.engine';

/**
 * The library's major version, read from what it compiles: the C API has no version call, but each `.cwasm` (an
 * ELF file) carries `.wasmtime.engine`: one format byte, one length byte, the version in ASCII.
 * @throws WasmtimeError `library` when the section is not there or holds something else.
 */
export function libraryMajorVersion(engine: Engine): number {
  const artifact = engine.compile(EMPTY_MODULE);
  const elf = artifact.serialize();
  artifact.close();
  const section = elfSection(elf, ENGINE_SECTION);
  const length = section?.[1] ?? 0;
  const text = section?.subarray(2, 2 + length).toString('latin1') ?? '';
  const major = /^(\d+)(?:\.|$)/.exec(text)?.[1];
  if (major === undefined)
    throw new WasmtimeError('library', 'cannot tell which version this libwasmtime is');
  return Number(major);
}

/** The major version whose structures layout.ts has, and whose words errors.ts knows. */
const SUPPORTED_MAJOR = 49;

/**
 * Refuses a library whose major version is not that of `expected` (such as "49.0.0"), or not the supported one.
 * Minor and patch are not in the library: a pinned download's hash stands for them.
 * @throws WasmtimeError `library`
 */
export function assertLibraryVersion(major: number, expected: string): void {
  if (major !== SUPPORTED_MAJOR) {
    throw new WasmtimeError('library', `libwasmtime ${major} cannot be used, only ${SUPPORTED_MAJOR}`);
  }
  if (major !== Number(expected.split('.')[0])) {
    throw new WasmtimeError('library', `libwasmtime is version ${major}, expected ${expected}`);
  }
}

/** A section of a little-endian ELF64 file by name (System V ABI, chapter 4). */
function elfSection(elf: Buffer, name: string): Buffer | undefined {
  const table = Number(elf.readBigUInt64LE(0x28));
  const entrySize = elf.readUInt16LE(0x3a);
  const count = elf.readUInt16LE(0x3c);
  const at = (index: number): { nameAt: number; bytes: Buffer } => {
    const header = table + index * entrySize;
    const offset = Number(elf.readBigUInt64LE(header + 0x18));
    const size = Number(elf.readBigUInt64LE(header + 0x20));
    return { nameAt: elf.readUInt32LE(header), bytes: elf.subarray(offset, offset + size) };
  };
  const names = at(elf.readUInt16LE(0x3e)).bytes;
  for (let index = 0; index < count; index++) {
    const section = at(index);
    const end = names.indexOf(0, section.nameAt);
    if (names.toString('latin1', section.nameAt, end) === name) return section.bytes;
  }
  return undefined;
}

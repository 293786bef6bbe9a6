import type { Section, StageSize } from '@wasmgate/contracts/size';
import { coreModules, type WasmBinary } from '@wasmgate/wasm-model';
import { compressedSizes, NOT_COMPRESSED, type CompressOptions } from './compress.ts';
import { sha256OfRead } from '@wasmgate/contracts/sha256';
import { sectionsOf } from './sections.ts';

/** One file to measure. */
export interface StageInput {
  /** As it stands in the report: relative to the subject, or a file name. */
  readonly artifact: string;
  readonly bytes: Uint8Array;
  readonly binary: WasmBinary;
  /** Null leaves gzip and brotli out: brotli takes most of the time. */
  readonly compress: CompressOptions | null;
}

/** The sizes of one file. Throws when the parts do not add up to the file: that is a defect, never a finding. */
export async function measureStage({ artifact, bytes, binary, compress }: StageInput): Promise<StageSize> {
  const sections = sectionsOf(binary);
  const attributed_bytes = sum(sections, () => true);
  if (attributed_bytes !== bytes.length) {
    throw new Error(
      `${artifact}: the parts sum to ${attributed_bytes} bytes, but the file has ${bytes.length}`,
    );
  }
  const wrapper_bytes = sum(sections, ({ owner }) => owner === 'wrapper');
  return {
    artifact,
    sha256: sha256OfRead(bytes),
    raw_bytes: bytes.length,
    ...(compress === null ? NOT_COMPRESSED : await compressedSizes(bytes, compress)),
    attributed_bytes,
    wrapper_bytes,
    core_bytes: attributed_bytes - wrapper_bytes,
    core_modules: coreModules(binary).length,
    code_bytes: sum(sections, ({ owner, name, kind }) => isCore(owner, kind) && name === 'code'),
    data_bytes: sum(sections, ({ owner, name, kind }) => isCore(owner, kind) && name === 'data'),
    custom_bytes: sum(sections, ({ kind }) => kind === 'custom'),
    sections,
  };
}

// A custom section may call itself "code".
const isCore = (owner: Section['owner'], kind: Section['kind']): boolean =>
  owner === 'core' && kind === 'section';

const sum = (sections: readonly Section[], counts: (section: Section) => boolean): number =>
  sections.reduce((bytes, section) => bytes + (counts(section) ? section.bytes : 0), 0);

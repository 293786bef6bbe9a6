/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * What the task size is told. Written by the task settings; its bytes are part of the key.
 */
export interface SettingsSizeJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * Name of the subject.
   */
  subject: string;
  /**
   * What compresses: versions of zlib and brotli, and the architecture.
   */
  compressor: string;
}

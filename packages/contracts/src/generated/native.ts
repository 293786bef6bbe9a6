/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * Written by wasm-build beside the artifacts: the programs that it built for the host, in native/. In a subject's baseline/ it speaks of the accepted ones.
 */
export interface NativeJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * Machine that the programs run on, such as x86_64-linux; any when there are none.
   */
  platform: string;
  /**
   * What linked them, and its version; null when there are none.
   */
  linker: string | null;
  /**
   * The programs, as wasmgate.json names them.
   *
   * Items: A program.
   */
  bins: {
    /**
     * Name of a program of the crate: it names a file, and the metrics native.<bin>.…
     */
    bin: string;
    /**
     * SHA-256, in lower-case hexadecimal.
     */
    sha256: string;
    /**
     * Length of the file, stripped.
     */
    bytes: number;
    /**
     * What it is given each time.
     */
    args: string[];
  }[];
}

import type { RustHome } from './rust-home.ts';

/** A toolchain and how it was found. */
export interface RustPlace {
  /** The provider's name, or WASMGATE_RUSTC. */
  readonly source: string;
  readonly home: RustHome;
}

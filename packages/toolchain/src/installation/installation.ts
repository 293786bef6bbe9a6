/** Something that wasmgate installed on this machine. */
export interface Installation {
  readonly name: string;
  /** Folder whose files were recorded. */
  readonly root: string;
  /** Path of the record, where it does not lie in that folder. */
  readonly record?: string;
  /** Takes it away, so that it counts as missing. */
  readonly remove: () => Promise<void>;
}

import { InputError } from '@wasmgate/contracts/errors';

/** A folder of this machine that must not show in an artifact. */
export interface BuilderPath {
  /** What it is, such as `the cargo home`. */
  readonly kind: string;
  /** Absolute, without a separator at the end. */
  readonly path: string;
}

/** Names that remapping and Debian's standard library put there: they are the same on every machine. */
const neutral = ['/workspace', '/cargo', '/rustc-sysroot', '/rustc', '/usr/src'];

/** Short names, and names that the neutral ones begin with, would be found where nobody wrote them. */
const tellsSomething = ({ path }: BuilderPath): boolean =>
  path.length > 2 && !neutral.some((name) => name === path || name.startsWith(`${path}/`));

/**
 * Asserts that no folder of this machine stands in the bytes: it would make them depend on where they were built, and
 * tell it to everybody. Throws InputError (exit 2) naming the kind of path and its offset.
 */
export function assertNoBuilderPath(
  artifact: string,
  bytes: Uint8Array,
  paths: readonly BuilderPath[],
): void {
  const haystack = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { kind, path } of paths.filter(tellsSomething)) {
    const separators = path.includes('\\') ? ['\\', '/'] : ['/'];
    for (const separator of separators) {
      const offset = haystack.indexOf(`${path}${separator}`, 0, 'utf8');
      if (offset === -1) continue;
      throw new InputError(`${artifact}: ${kind} (${path}) stands in the bytes at offset ${offset}`, {
        fix: 'remove what writes it there: env!("CARGO_MANIFEST_DIR"), a build script, include! of an absolute path',
      });
    }
  }
}

import { readFileSync } from 'node:fs';
import { sha256 } from '@wasmgate/contracts/sha256';

import { WasmtimeError } from './errors.ts';
import type { ArtifactKind } from './preamble.ts';

/** A `.cwasm` whose bytes were the expected ones when it was looked at. Keep it in a folder no one else writes. */
export interface VerifiedArtifact {
  readonly kind: ArtifactKind;
  readonly path: string;
  readonly sha256: string;
}

/**
 * Compares a `.cwasm` with its SHA-256 (hex).
 * @throws WasmtimeError `deserialize` when it is missing or differs.
 */
export function verifyPrecompiled(artifact: VerifiedArtifact): VerifiedArtifact {
  let bytes: Buffer;
  try {
    bytes = readFileSync(artifact.path);
  } catch (cause) {
    throw new WasmtimeError('deserialize', `cannot read the compiled artifact ${artifact.path}`, { cause });
  }
  const actual = sha256(bytes);
  if (actual !== artifact.sha256) {
    throw new WasmtimeError(
      'deserialize',
      `${artifact.path} is not the artifact that was compiled: sha256 ${actual}, expected ${artifact.sha256}`,
    );
  }
  return artifact;
}

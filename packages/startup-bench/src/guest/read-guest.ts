import { readWasmInput } from '@wasmgate/cli-kit';
import { readWellFormed } from '@wasmgate/wasm-model';
import type { ArtifactKind } from '@wasmgate/wasmtime';
import { sha256 } from '@wasmgate/contracts/sha256';
import { guestFacts, type GuestFacts } from './guest-shape.ts';
import { missingImport } from './missing-import.ts';
import { staticMetrics, type StaticMetrics } from './static-metrics.ts';

/** A file to measure, read and checked before any process is started. */
export interface Guest {
  readonly file: string;
  /** Relative to the subject, or the file's name: what a report may say. */
  readonly label: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly kind: ArtifactKind;
  readonly facts: GuestFacts;
  readonly metrics: StaticMetrics;
  /** See missingImport. */
  readonly missingImport: string | undefined;
}

/** Reads a .wasm. Throws InputError (exit 2) for what is none, or is malformed. */
export function readGuest(file: string, label: string): Guest {
  const { bytes, parsed } = readWasmInput(file, (content) => {
    const binary = readWellFormed(content);
    return {
      kind: binary.kind,
      facts: guestFacts(binary),
      metrics: staticMetrics(binary),
      missingImport: missingImport(binary),
    };
  });
  return { file, label, bytes: bytes.length, sha256: sha256(bytes), ...parsed };
}

import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readWasmInput, type Input } from '@wasmgate/cli-kit';
import { ACCEPTED, ARTIFACTS } from '@wasmgate/contracts/layout';
import { MAX_BINARY_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import { acceptedFile } from '@wasmgate/contracts/workspace-file';
import { readWellFormed } from '@wasmgate/wasm-model';
import { analyse, LISTED, type Analysis } from './breakdown/make-breakdown.ts';
import type { NamedFile } from './program/attribution.ts';

/** Takes a file apart: names are those of a subject's named.wasm, or of the file itself. Errors (exit 2): no .wasm. */
export function analyseInput(
  input: Input<unknown>,
  limit = LISTED,
): { readonly bytes: Uint8Array; readonly parsed: Analysis } {
  const named =
    input.kind === 'subject' ? readNamed(join(input.subject.dir, ARTIFACTS.named), ARTIFACTS.named) : null;
  return readWasmInput(input.file, (bytes) =>
    analyse({ binary: readWellFormed(bytes), artifact: input.label, named, limit }),
  );
}

/** Takes apart what would ship without wasm-opt: its names are those of linked.wasm. Errors (exit 2): it is missing. */
export function analyseUnoptimized(subjectDir: string): Analysis {
  const named = readNamed(join(subjectDir, ARTIFACTS.linked), ARTIFACTS.linked);
  return readWasmInput(join(subjectDir, ARTIFACTS.unoptimized), (bytes) =>
    analyse({ binary: readWellFormed(bytes), artifact: ARTIFACTS.unoptimized, named }),
  ).parsed;
}

/** Takes apart a file that goes by its own names alone. */
export function analyseFile(file: string, artifact = basename(file)): Analysis {
  return readWasmInput(file, (bytes) => analyse({ binary: readWellFormed(bytes), artifact, named: null }))
    .parsed;
}

/**
 * What was accepted for a subject: baseline/shipped.wasm with the names of baseline/named.wasm. When only the latter was kept,
 * it is compared with the named.wasm of today (`now`). Null: nothing was accepted yet.
 */
export function analyseAccepted(subjectDir: string): { old: Analysis; now: Analysis | null } | null {
  const named = readNamed(acceptedFile(subjectDir, ACCEPTED.named), ACCEPTED.named);
  const shipped = acceptedFile(subjectDir, ACCEPTED.shipped);
  if (existsSync(shipped)) {
    const { parsed } = readWasmInput(shipped, (bytes) =>
      analyse({ binary: readWellFormed(bytes), artifact: ACCEPTED.shipped, named }),
    );
    return { old: parsed, now: null };
  }
  const now = join(subjectDir, ARTIFACTS.named);
  if (named.bytes === null || !existsSync(now)) return null;
  const old = analyseFile(join(subjectDir, ACCEPTED.named), ACCEPTED.named);
  return { old, now: analyseFile(now, ARTIFACTS.named) };
}

/**
 * The side to compare with a file given by hand: like with like, so a core module with names goes with a subject's named.wasm.
 */
export function sideFor(old: Analysis, now: Analysis, input: Input<unknown>): Analysis {
  if (input.kind !== 'subject' || old.binary.kind !== 'module' || old.names.functions === null) return now;
  const named = join(input.subject.dir, ARTIFACTS.named);
  return existsSync(named) ? analyseFile(named, ARTIFACTS.named) : now;
}

function readNamed(file: string, artifact: string): NamedFile {
  return { artifact, bytes: existsSync(file) ? readRegularFile(file, { maxBytes: MAX_BINARY_BYTES }) : null };
}

import { readWasmInput } from '@wasmgate/cli-kit';
import { guestFacts, readWellFormed, type GuestFacts } from '@wasmgate/wasm-model';
import type { ArtifactKind } from '@wasmgate/wasmtime';
import { sha256 } from '@wasmgate/contracts/sha256';
import type { EngineName } from '@wasmgate/contracts/engine';
import { InputError } from '@wasmgate/contracts/errors';
import type { JavaScriptTypes } from '../child/job.ts';
import { javaScriptTypes } from './javascript-types.ts';
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
  /** Null unless V8 starts it. */
  readonly javascript: JavaScriptTypes | null;
}

/** Reads a .wasm. Throws InputError (exit 2) for what is none, is malformed, or is a component that V8 is to start. */
export function readGuest(file: string, label: string, engine: EngineName = 'wasmtime'): Guest {
  const { bytes, parsed } = readWasmInput(file, (content) => {
    const binary = readWellFormed(content);
    if (engine === 'v8' && binary.kind === 'component') throw componentInV8(label);
    return {
      kind: binary.kind,
      facts: guestFacts(binary),
      metrics: staticMetrics(binary),
      missingImport: missingImport(binary),
      javascript: engine === 'v8' && binary.kind === 'module' ? javaScriptTypes(binary) : null,
    };
  });
  return { file, label, bytes: bytes.length, sha256: sha256(bytes), ...parsed };
}

const componentInV8 = (label: string): InputError =>
  new InputError(`${label}: is a component, and V8 starts core modules`, {
    fix: 'start it in wasmtime (the default engine), or make what a browser loads a core module of its own: jco transpile',
  });

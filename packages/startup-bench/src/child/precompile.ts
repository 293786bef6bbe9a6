import { writeFileSync } from 'node:fs';
import { MAX_BINARY_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import type { Artifact, Wasmtime } from '@wasmgate/wasmtime';
import { sha256 } from '@wasmgate/contracts/sha256';
import type { PrecompileJob, PrecompileResult } from './job.ts';
import { phaseAnnouncer } from './announce-phase.ts';
import { PhaseClock } from './phase-clock.ts';

/** Compiles and writes the `.cwasm` in this process; see PrecompileJob. The CLI's `.cwasm` does not load in the library. */
export function precompile(
  wasmtime: Wasmtime,
  job: PrecompileJob,
  onPhase: (clock: PhaseClock) => void,
): PrecompileResult {
  const wasm = readRegularFile(job.wasm, { maxBytes: MAX_BINARY_BYTES });
  const clock = new PhaseClock(phaseAnnouncer(job.phaseFile));
  onPhase(clock);
  const engine = wasmtime.newEngine();
  const artifact = clock.measure('compile', () => engine.compile(wasm));
  const written = writePrecompiled(artifact, job.out);
  artifact.close();
  engine.close();
  return written;
}

/** Writes the `.cwasm` of what was compiled. */
export function writePrecompiled(artifact: Artifact, path: string): PrecompileResult {
  const compiled = artifact.serialize();
  writeFileSync(path, compiled, { mode: 0o600, flag: 'wx' });
  return { artifact: { kind: artifact.kind, path, sha256: sha256(compiled) }, bytes: compiled.length };
}

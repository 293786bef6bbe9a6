import { EnvironmentError, InputError } from '@wasmgate/contracts/errors';
import { hostReport, type HostJson } from '@wasmgate/contracts/host';
import { writeRunSidecar } from '@wasmgate/contracts/run-sidecar';
import { readSubject, type Subject } from '@wasmgate/contracts/subject';
import { toolchainReport, type Toolchain } from '@wasmgate/contracts/toolchain';
import { findLock, lockedToolchain } from './lock/find-lock.ts';
import { hostFacts, hostJson } from './machine/host-facts.ts';
import { thisMachine } from './machine/machine.ts';
import { resolveLibraryVersion } from './wasmtime/resolve-wasmtime.ts';
import { resolveRust } from './rust/resolve-rust.ts';
import { rustNeed } from './rust/rust-need.ts';
import { readSettings } from './settings.ts';
import type { ToolContext } from './tool-context.ts';
import { prebuiltToolchain } from './rust/toolchain-identity.ts';

/** What the task environment found for a subject. */
export interface SubjectEnvironment {
  readonly toolchain: Toolchain;
  readonly host: HostJson;
  /** What the lock names when the toolchain is another one; null otherwise. */
  readonly insteadOf: Toolchain | null;
  readonly locked: boolean;
}

/**
 * Finds what will build and measure the subject in the context's folder, installs what is missing, and writes
 * toolchain.json and host.json. With WASMGATE_TOOLCHAIN=locked it answers from toolchain.lock.json: nothing is looked
 * for, installed or spawned. Errors: InputError (exit 2) for the subject, EnvironmentError (exit 3) for the machine.
 */
export async function writeEnvironment(context: ToolContext): Promise<SubjectEnvironment> {
  const subject = readSubject(context.dir);
  if (subject === null) {
    throw new InputError(`${context.dir}: no wasmgate.json here`, {
      fix: 'run this in the folder of a subject',
    });
  }
  const startedAt = new Date();
  const environment = await findEnvironment(subject, context);
  toolchainReport.write(subject.dir, { schema_version: 1, toolchain: environment.toolchain });
  hostReport.write(subject.dir, environment.host);
  // This task runs first in every turbo run: what was measured before it started was replayed from the cache.
  writeRunSidecar(subject.dir, 'environment', startedAt);
  return environment;
}

async function findEnvironment(subject: Subject, context: ToolContext): Promise<SubjectEnvironment> {
  const settings = readSettings(context.env);
  const { lock, file } = findLock(subject.dir);
  const { crate } = subject.config;
  if (settings.locked) {
    const { platform } = thisMachine();
    const toolchain = crate === undefined ? prebuiltToolchain : lockedToolchain(lock, platform);
    if (toolchain === null) {
      throw new EnvironmentError(
        `WASMGATE_TOOLCHAIN=locked, but ${file ?? 'the built-in lock'} names no toolchain for ${platform}`,
        { fix: 'run wasm-toolchain lock on such a machine and commit the file, or unset WASMGATE_TOOLCHAIN' },
      );
    }
    const host = hostJson(hostFacts(), lock.wasmtime.version, settings.hostClass);
    return { toolchain, host, insteadOf: null, locked: true };
  }
  const need = rustNeed(subject);
  const rust = need === null ? null : await resolveRust(need, context);
  const version = await resolveLibraryVersion(context);
  return {
    toolchain: rust?.toolchain ?? prebuiltToolchain,
    host: hostJson(hostFacts(), version, settings.hostClass),
    insteadOf: rust !== null && rust.toolchain.identity !== rust.locked?.identity ? rust.locked : null,
    locked: false,
  };
}

import { randomBytes } from 'node:crypto';
import { arch, versions } from 'node:process';
import {
  compressorId,
  writeEnvironment,
  type EnvironmentJson,
  type SubjectEnvironment,
} from '@wasmgate/contracts/environment';
import { InputError, WasmgateError } from '@wasmgate/contracts/errors';
import { hostOf } from '@wasmgate/contracts/host';
import { dayOf } from '@wasmgate/contracts/judge-exceptions';
import { readSubject } from '@wasmgate/contracts/subject';
import type { Toolchain } from '@wasmgate/contracts/toolchain';
import { listSubjects } from '@wasmgate/contracts/list-subjects';
import { rootOf, type SubjectFolder } from '@wasmgate/contracts/workspace';
import { cargoFacts } from './cargo-config/cargo-facts.ts';
import { findLock, lockedToolchain, type FoundLock } from './lock/find-lock.ts';
import { hostFacts } from './machine/host-facts.ts';
import { thisMachine } from './machine/machine.ts';
import type { RustNeed } from './rust/rust-need.ts';
import { lookForRust } from './rust/resolve-rust.ts';
import { rustNeed } from './rust/rust-need.ts';
import { prebuiltToolchain } from './rust/toolchain-identity.ts';
import { readSettings } from './settings.ts';
import type { ToolContext } from './tool-context.ts';
import { findLibraryVersion } from './wasmtime/resolve-wasmtime.ts';

/** What the task environment found, and what the lock names. */
export interface WorkspaceEnvironment {
  readonly environment: EnvironmentJson;
  /** What the lock names for this platform; null when it names nothing. */
  readonly lockedToolchain: Toolchain | null;
  /** WASMGATE_TOOLCHAIN=locked: toolchains are those of the lock. */
  readonly locked: boolean;
}

/**
 * Finds what can build and measure each subject of the workspace that the context's folder lies in, and writes
 * environment.json. Installs nothing, and with warm tools spawns nothing: what one subject cannot have is recorded for that
 * subject. With WASMGATE_TOOLCHAIN=locked toolchains are those of toolchain.lock.json and nothing is looked for. Errors:
 * InputError (exit 2) where there is no subject or the lock is damaged, EnvironmentError (exit 3) for a variable that names no tool.
 */
export async function writeWorkspaceEnvironment(
  context: ToolContext,
  now: Date,
): Promise<WorkspaceEnvironment> {
  const root = rootOf(context.dir);
  const folders = listSubjects(root);
  if (folders.length === 0) {
    throw new InputError(`${root}: has no subject: no workspace package holds a wasmgate.json`, {
      fix: 'run this in a workspace with a subject',
    });
  }
  const { locked, hostClass } = readSettings(context.env);
  const found = findLock(root);
  const version = locked ? found.lock.wasmtime.version : await findLibraryVersion(context);
  const find = locked ? async () => fromLock(found) : remembered((need) => fromMachine(need, context));
  const subjects: Record<string, SubjectEnvironment> = {};
  // One after the other: the probes of one are the memory of the next.
  for (const folder of folders) subjects[folder.name] = await subjectEnvironment(folder, find, context);
  const environment: EnvironmentJson = {
    schema_version: 1,
    day: dayOf(now),
    host: hostOf(hostFacts(), `wasmtime ${version}`, hostClass),
    v8: versions.v8,
    compressor: compressorId(versions, arch),
    subjects,
  };
  writeEnvironment(root, environment);
  return { environment, lockedToolchain: lockedToolchain(found.lock, thisMachine().platform), locked };
}

type Found = Pick<SubjectEnvironment, 'toolchain' | 'absent'>;
type Find = (need: RustNeed) => Promise<Found>;

const prebuilt: SubjectEnvironment = { toolchain: prebuiltToolchain, absent: null, cargo: null };

async function subjectEnvironment(
  { dir }: SubjectFolder,
  find: Find,
  context: ToolContext,
): Promise<SubjectEnvironment> {
  try {
    const subject = readSubject(dir);
    const need = subject === null ? null : rustNeed(subject);
    if (subject === null || need === null) return prebuilt;
    return { ...(await find(need)), cargo: await cargoFacts(subject, context) };
  } catch (error) {
    // The task settings of that subject says it again, and fails; the others must not.
    return { ...absent(error, null), cargo: null };
  }
}

/** Subjects that need the same get the same answer. */
function remembered(find: Find): Find {
  const answers = new Map<string, Promise<Found>>();
  return (need) => {
    const key = JSON.stringify(need);
    const answer = answers.get(key) ?? find(need);
    answers.set(key, answer);
    return answer;
  };
}

async function fromMachine(need: RustNeed, context: ToolContext): Promise<Found> {
  const rust = await lookForRust(need, context);
  if (!(rust instanceof Error)) return { toolchain: rust.toolchain, absent: null };
  // What will be installed is not known before it is: a stamp of its own keeps that answer out of the cache.
  const { neverInstall } = readSettings(context.env);
  return absent(rust, neverInstall === null ? randomBytes(8).toString('hex') : null);
}

function fromLock({ lock, file }: FoundLock): Found {
  const { platform } = thisMachine();
  const toolchain = lockedToolchain(lock, platform);
  if (toolchain !== null) return { toolchain, absent: null };
  const message = `WASMGATE_TOOLCHAIN=locked, but ${file === null ? 'the built-in lock' : 'toolchain.lock.json'} names no toolchain for ${platform}`;
  const fix = 'run npx wasmgate lock on such a machine and commit the file, or unset WASMGATE_TOOLCHAIN';
  return { toolchain: null, absent: { message, fix, stamp: null } };
}

function absent(error: unknown, stamp: string | null): Found {
  if (!(error instanceof WasmgateError)) throw error;
  return { toolchain: null, absent: { message: error.message, fix: error.fix ?? '', stamp } };
}

import { componentizerVersion, optimizerVersion } from '@wasmgate/binaryen';
import { readEnvironment, type SubjectEnvironment } from '@wasmgate/contracts/environment';
import { InputError, WasmgateError } from '@wasmgate/contracts/errors';
import { writeFileAtomic } from '@wasmgate/contracts/json-file';
import { keepVersion } from '@wasmgate/contracts/kept-version';
import type { Subject } from '@wasmgate/contracts/subject';
import { rootOf } from '@wasmgate/contracts/workspace';
import { lockOf, resolveRust, rustNeed, workspaceValues, type ToolContext } from '@wasmgate/toolchain';
import { allSlices, type SliceText } from './all-slices.ts';

/**
 * Writes the slices of a subject's settings from its wasmgate.json and the workspace's environment.json. A toolchain that is not
 * here is installed first, for what it will be is part of the key; what cannot be had is written down, and the task build, should
 * it have to run, says so. Errors: InputError (exit 2) for wasmgate.json and for an environment.json without this subject.
 */
export async function writeSettings(subject: Subject, context: ToolContext): Promise<SliceText[]> {
  const root = rootOf(subject.dir);
  const { day, host, v8, compressor, subjects } = readEnvironment(root);
  const found = Object.hasOwn(subjects, subject.name) ? subjects[subject.name] : undefined;
  if (found === undefined) {
    throw new InputError(`environment.json does not know the subject ${subject.name}`, {
      fix: 'run the task that makes it: npx turbo run settings',
    });
  }
  const { toolchain, absent, cargo } = await installed(subject, found, context);
  const lock = lockOf(subject);
  const slices = allSlices(subject, {
    day,
    host,
    v8,
    compressor,
    toolchain,
    problem: absent && { message: absent.message, fix: absent.fix },
    cargo,
    workspace: workspaceValues(subject, lock),
    lock,
    optimizer: optimizerVersion(),
    componentizer: componentizerVersion(),
  });
  for (const { path, text } of slices) {
    writeFileAtomic(path, text);
    keepVersion(root, text);
  }
  return slices;
}

/** What environment.json says, with the toolchain installed where it said that this is still to be done. */
async function installed(
  subject: Subject,
  found: SubjectEnvironment,
  context: ToolContext,
): Promise<SubjectEnvironment> {
  if (found.absent === null || found.absent.stamp === null) return found;
  const need = rustNeed(subject);
  if (need === null) return found;
  try {
    return { ...found, toolchain: (await resolveRust(need, context)).toolchain, absent: null };
  } catch (error) {
    if (!(error instanceof WasmgateError)) throw error;
    return { ...found, absent: { message: error.message, fix: error.fix ?? '', stamp: null } };
  }
}

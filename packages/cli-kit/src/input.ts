import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { execPath } from 'node:process';
import { EnvironmentError, InputError } from '@wasmgate/contracts/errors';
import { dayOf } from '@wasmgate/contracts/judge-exceptions';
import { gateSettingsOf, type GateSettings } from '@wasmgate/contracts/settings/gate';
import { MAX_BINARY_BYTES, readRegularFile } from '@wasmgate/contracts/read-file';
import { readSubject, readSubjectConfig, type Subject } from '@wasmgate/contracts/subject';
import { ARTIFACTS, CONFIG_FILE } from '@wasmgate/contracts/layout';
import { subjectName, type SubjectFolder } from '@wasmgate/contracts/workspace';
import { installedPackage, runProcess } from '@wasmgate/process';
import type { BinContext } from './bin.ts';
import { isUnderTurbo } from './io.ts';

/** What a tool works on: a subject's shipped artifact, or a file given by path. `S` is what the tool is told. */
export type Input<S> =
  | {
      readonly kind: 'subject';
      readonly subject: SubjectFolder;
      readonly file: string;
      readonly label: string;
      readonly settings: S;
      /** By hand: the limits. Null under turbo, where the gate applies them. */
      readonly gate: GateSettings | null;
    }
  | {
      readonly kind: 'file';
      readonly subject: null;
      readonly file: string;
      readonly label: string;
      /** Null without a --config. */
      readonly settings: S | null;
      readonly gate: GateSettings | null;
    };

/** How a tool learns what it is told. */
export interface SettingsSource<S> {
  /** Under turbo: reads the slice that the task settings wrote for it, whose bytes are part of the key. */
  readonly read: (subjectDir: string) => S;
  /** By hand: derives the same from a wasmgate.json. */
  readonly derive: (subject: Subject) => S;
}

/**
 * Finds what to work on: the path given, or the artifact of the subject in the current folder, which is built first
 * when it is missing (not under turbo, which builds it by itself). Errors (exit 2) say what was looked for.
 */
export async function resolveInput<S>(
  path: string | undefined,
  source: SettingsSource<S>,
  context: BinContext,
): Promise<Input<S>> {
  const { cwd } = context.io;
  const configFile = context.options['config'] as string | undefined;
  if (path !== undefined) {
    const file = resolve(cwd, path);
    const label = basename(path);
    const told =
      configFile === undefined ? null : byHand(configOf(resolve(cwd, configFile)), source, context.io.now());
    const { settings, gate } = told ?? { settings: null, gate: null };
    return { kind: 'file', subject: null, file, label, settings, gate };
  }
  if (!isUnderTurbo(context.io) && !existsSync(join(cwd, CONFIG_FILE))) {
    throw new InputError(`${cwd}: no wasmgate.json here, and no .wasm given`, {
      fix: 'give a .wasm by path, or run this in the folder of a subject',
    });
  }
  const { subject, settings, gate } = readSettings(source, context);
  const file = join(subject.dir, ARTIFACTS.shipped);
  if (!existsSync(file)) await buildArtifact(subject, context);
  return { kind: 'subject', subject, file, label: ARTIFACTS.shipped, settings, gate };
}

function configOf(file: string): Subject {
  const dir = dirname(file);
  return { name: subjectName(dir), dir, config: readSubjectConfig(file, { isArgument: true }) };
}

/** What a tool is told about a subject, and by hand what the gate is told. */
export interface Told<S> {
  readonly subject: SubjectFolder;
  readonly settings: S;
  readonly gate: GateSettings | null;
}

/**
 * The subject in the current folder and what the tool is told about it: under turbo by its slice, and by hand by its
 * wasmgate.json. Errors (exit 2): no subject here, or a damaged file.
 */
export function readSettings<S>(source: SettingsSource<S>, { io }: Pick<BinContext, 'io'>): Told<S> {
  const { cwd } = io;
  if (isUnderTurbo(io)) {
    return { subject: { name: subjectName(cwd), dir: cwd }, settings: source.read(cwd), gate: null };
  }
  const subject = readSubject(cwd);
  if (subject !== null) return byHand(subject, source, io.now());
  throw new InputError(`${cwd}: no wasmgate.json here`, { fix: 'run this in the folder of a subject' });
}

function byHand<S>(subject: Subject, source: SettingsSource<S>, now: Date): Told<S> {
  return { subject, settings: source.derive(subject), gate: gateSettingsOf(subject, dayOf(now)) };
}

async function buildArtifact(
  subject: SubjectFolder,
  { io, progress, signal, options }: BinContext,
): Promise<void> {
  const fix = 'build it: npx turbo run build, or npx wasmgate build';
  if (isUnderTurbo(io)) throw new InputError(`${ARTIFACTS.shipped} of ${subject.name} is missing`, { fix });
  progress.step(`${ARTIFACTS.shipped} is missing: building ${subject.name} (turbo run build)`);
  const show = (text: string): void => {
    if (options['quiet'] === true) return;
    progress.clear();
    io.stderr.write(text);
  };
  const result = await runProcess({
    file: execPath,
    args: [installedPackage('turbo', subject.dir).bin('turbo'), 'run', 'build'],
    cwd: subject.dir,
    env: io.env,
    signal,
    stdout: 'tail',
    // stdout is for the report.
    onLine: (line) => show(`${line}\n`),
    onStderr: show,
  });
  if (!result.ok || !existsSync(join(subject.dir, ARTIFACTS.shipped))) {
    throw new EnvironmentError(`building ${subject.name} failed (turbo run build)`, { fix });
  }
}

/** What is unknown is malformed, or made by a tool that is ahead of this reader. */
const newer =
  'if the file is valid, it is of a proposal that this wasmgate does not read (docs/robustness.md lists those that it does): update wasmgate, or build without it';

/** Reads a .wasm. Errors (exit 2): missing, a folder, empty, too large; and what `parse` says is wrong with its bytes. */
export function readWasmInput<T>(
  file: string,
  parse: (bytes: Uint8Array) => T,
): { bytes: Uint8Array; parsed: T } {
  const bytes = readBytes(file);
  try {
    return { bytes, parsed: parse(bytes) };
  } catch (cause) {
    // wasm-model depends on nothing, so its error is known here by name only.
    if (!(cause instanceof Error) || cause.name !== 'WasmFormatError') throw cause;
    const isUnknown = 'isUnknown' in cause && cause.isUnknown === true;
    throw new InputError(`${file}: ${cause.message}`, {
      cause,
      fix: isUnknown ? newer : 'give a whole, valid .wasm binary',
    });
  }
}

function readBytes(file: string): Uint8Array {
  const bytes = readRegularFile(file, { maxBytes: MAX_BINARY_BYTES, fix: 'check the path' });
  if (bytes.length === 0) throw new InputError(`${file}: is empty`, { fix: 'check the path' });
  return bytes;
}

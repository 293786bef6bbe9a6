import { join } from 'node:path';
import { withLock } from '@wasmgate/cli-kit';
import type { BuildJson } from '@wasmgate/contracts/build';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { Subject, SubjectConfig } from '@wasmgate/contracts/subject';
import { prebuiltToolchain } from '@wasmgate/toolchain';
import type { BuildContext } from './build-context.ts';
import { BUILD_WORK_DIR } from '@wasmgate/contracts/layout';
import { buildCrate } from './cargo/build-crate.ts';
import { makeBuildReport, type Built } from './report/build-report.ts';
import { assertNoBuilderPath } from './cargo/builder-paths.ts';
import { componentizerVersion } from './stages/componentize.ts';
import { deriveStages, readMade } from './stages/derive-stages.ts';
import { noNative } from './native/build-native.ts';
import { writeNativePrograms } from './native/write-native.ts';
import { optimize, wasmOptVersion, type OptimizeLevel } from './stages/optimize.ts';
import { prebuiltStages } from './stages/prebuilt-stages.ts';
import { readPrebuilt } from './stages/read-prebuilt.ts';
import { shipsAsComponent } from './stages/shipped-kind.ts';
import { writeArtifacts } from './report/write-artifacts.ts';

/**
 * Builds a subject: its four artifacts and build.json, in that order, each written atomically; when anything fails, what
 * was there before stays. Two builds of one subject at once wait for each other. Throws InputError and EnvironmentError.
 */
export async function buildSubject(subject: Subject, context: BuildContext): Promise<BuildJson> {
  const { progress, signal } = context;
  // What is wrong with a prebuilt file is said before anything is written.
  if (subject.config.wasm !== undefined) readPrebuilt(subject, subject.config.wasm);
  return withLock(
    join(subject.dir, BUILD_WORK_DIR),
    async () => {
      const built = await build(subject, context);
      const report = makeBuildReport(subject.name, built, subject.config.exports ?? []);
      signal.throwIfAborted();
      // The report is written last: it says that everything is there.
      writeNativePrograms(subject.dir, built.native, report.toolchain.platform);
      writeArtifacts(subject.dir, built.stages, report);
      return report;
    },
    {
      signal,
      onWait: () => progress.step(`${subject.name}: another build of it is running; waiting for that one`),
    },
  );
}

function build(subject: Subject, context: BuildContext): Promise<Built> {
  const { crate, wasm, optimize: given } = subject.config;
  if (crate !== undefined) return fromCrate(subject, crate, given?.level ?? 'Oz', context);
  return fromPrebuilt(subject, wasm ?? '', given?.level ?? 'none', context);
}

async function fromCrate(
  subject: Subject,
  config: NonNullable<SubjectConfig['crate']>,
  level: OptimizeLevel,
  context: BuildContext,
): Promise<Built> {
  const { linked, crate, units, rustflags, rust, builderPaths, native, cCompiler } = await buildCrate(
    subject,
    config,
    context,
  );
  const module = readMade('what the linker made', linked);
  if (module.kind !== 'module') {
    throw new EnvironmentError(`the linker made a component, which wasm-opt cannot read: ${rust.linker}`, {
      fix: 'let wasm-ld or rust-lld link: remove target.….linker from .cargo/config.toml',
    });
  }
  const asComponent = shipsAsComponent(module, config.target);
  if (level !== 'none') context.progress.step(`${subject.name}: wasm-opt -${level}`);
  const named = await optimize(linked, optimizeOptions(subject, level, true, context));
  const stages = await deriveStages(linked, named, asComponent);
  for (const [name, bytes] of Object.entries(stages))
    assertNoBuilderPath(`${name}.wasm`, bytes, builderPaths);
  return {
    stages,
    optimizer: optimizerOf(level, asComponent),
    native,
    cCompiler,
    origin: {
      crate,
      prebuilt: null,
      toolchain: rust.toolchain,
      rustflags: [...rustflags],
      units: [...units],
    },
  };
}

async function fromPrebuilt(
  subject: Subject,
  path: string,
  level: OptimizeLevel,
  context: BuildContext,
): Promise<Built> {
  const options = optimizeOptions(subject, level, false, context);
  return {
    stages: await prebuiltStages(readPrebuilt(subject, path), level, (bytes) => optimize(bytes, options)),
    optimizer: optimizerOf(level, false),
    native: noNative,
    cCompiler: null,
    origin: { crate: null, prebuilt: path, toolchain: prebuiltToolchain, rustflags: [], units: null },
  };
}

function optimizeOptions(
  subject: Subject,
  level: OptimizeLevel,
  builtHere: boolean,
  { io, signal }: BuildContext,
): Parameters<typeof optimize>[1] {
  return { level, scratchDir: join(subject.dir, BUILD_WORK_DIR), builtHere, env: io.env, signal };
}

function optimizerOf(level: OptimizeLevel, asComponent: boolean): BuildJson['optimizer'] {
  return { wasm_opt: wasmOptVersion(), level, componentizer: asComponent ? componentizerVersion() : null };
}

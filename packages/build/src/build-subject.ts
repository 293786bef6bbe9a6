import { join } from 'node:path';
import { componentizerVersion, optimizerVersion } from '@wasmgate/binaryen';
import { whileTicking, withLock } from '@wasmgate/cli-kit';
import type { BuildJson } from '@wasmgate/contracts/build';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { prebuiltToolchain } from '@wasmgate/toolchain';
import type { BuildContext } from './build-context.ts';
import { BUILD_WORK_DIR } from '@wasmgate/contracts/layout';
import { buildCrate } from './cargo/build-crate.ts';
import { answered, expectToolchain, type SubjectBuild } from './build-told.ts';
import { makeBuildReport, type Built } from './report/build-report.ts';
import { assertNoBuilderPath } from './cargo/builder-paths.ts';
import { deriveStages, readMade } from './stages/derive-stages.ts';
import { dropSections } from './stages/drop-sections.ts';
import { noNative } from './native/build-native.ts';
import { writeNativePrograms } from './native/write-native.ts';
import { optimize, type OptimizeLevel } from './stages/optimize.ts';
import { prebuiltStages } from './stages/prebuilt-stages.ts';
import { readPrebuilt } from './stages/read-prebuilt.ts';
import { runPostlink } from './stages/run-postlink.ts';
import { shipsAsComponent } from './stages/shipped-kind.ts';
import { writeArtifacts } from './report/write-artifacts.ts';

/**
 * Builds a subject: its four artifacts and build.json, in that order, each written atomically; when anything fails, what
 * was there before stays. Two builds of one subject at once wait for each other. Throws InputError and EnvironmentError.
 */
export async function buildSubject(subject: SubjectBuild, context: BuildContext): Promise<BuildJson> {
  const { progress, signal } = context;
  // What is wrong with a prebuilt file is said before anything is written.
  if (subject.config.wasm !== undefined) readPrebuilt(subject.dir, subject.config.wasm);
  expectToolchain(subject);
  return withLock(
    join(subject.dir, BUILD_WORK_DIR),
    async () => {
      const built = await buildToShip(subject, context);
      const report = makeBuildReport(
        answered(subject, { toolchain: built.origin.toolchain, ...built.facts }),
        built,
      );
      signal.throwIfAborted();
      // The report is written last: it says that everything is there.
      writeNativePrograms(subject.dir, built.native, report.toolchain.platform);
      writeArtifacts(subject.dir, built.stages, report);
      return report;
    },
    {
      signal,
      onWait: () => progress.step(`${subject.subject}: another build of it is running; waiting for that one`),
    },
  );
}

/** Makes the artifacts as wasmgate.json has them ship, and writes none of them. */
export async function buildToShip(subject: SubjectBuild, context: BuildContext): Promise<Built> {
  const built = await build(subject, context);
  return { ...built, stages: dropSections(built.stages, subject.config.optimize?.drop_sections ?? []) };
}

function build(subject: SubjectBuild, context: BuildContext): Promise<Built> {
  const { crate, wasm, optimize: given } = subject.config;
  const features = given?.features ?? [];
  if (crate !== undefined) {
    return fromCrate(subject, crate, { level: given?.level ?? 'Oz', features }, context);
  }
  return fromPrebuilt(subject, wasm ?? '', { level: given?.level ?? 'none', features }, context);
}

async function fromCrate(
  subject: SubjectBuild,
  config: NonNullable<SubjectConfig['crate']>,
  asked: Optimization,
  context: BuildContext,
): Promise<Built> {
  const { level } = asked;
  const { crate, units, dependencies, rustflags, rust, builderPaths, native, facts, ...made } =
    await buildCrate(subject, config, context);
  const linked = await runPostlink(made.linked, made.fileName, subject, context);
  const module = readMade('what was linked', linked);
  if (module.kind !== 'module') {
    throw new EnvironmentError(`the linker made a component, which wasm-opt cannot read: ${rust.linker}`, {
      fix: 'let wasm-ld or rust-lld link: remove target.….linker from .cargo/config.toml',
    });
  }
  const asComponent = shipsAsComponent(module, config.target);
  const named = await optimized(linked, optimizeOptions(subject, asked, true, context), subject, context);
  const stages = await deriveStages(linked, named, asComponent);
  for (const [name, bytes] of Object.entries(stages))
    assertNoBuilderPath(`${name}.wasm`, bytes, builderPaths);
  return {
    stages,
    optimizer: optimizerOf(level, asComponent),
    native,
    facts,
    unhonoured: rust.unhonoured,
    origin: {
      crate,
      prebuilt: null,
      toolchain: rust.toolchain,
      rustflags: [...rustflags],
      units: [...units],
      dependencies,
    },
  };
}

async function fromPrebuilt(
  subject: SubjectBuild,
  path: string,
  asked: Optimization,
  context: BuildContext,
): Promise<Built> {
  const { level } = asked;
  const options = optimizeOptions(subject, asked, false, context);
  return {
    stages: await prebuiltStages(readPrebuilt(subject.dir, path), level, (bytes) =>
      optimized(bytes, options, subject, context),
    ),
    optimizer: optimizerOf(level, false),
    native: noNative,
    facts: { cargo: null, workspace: null, lock: null },
    unhonoured: null,
    origin: { crate: null, prebuilt: path, toolchain: prebuiltToolchain, rustflags: [], units: null },
  };
}

/** Optimizes, and says so: a large module takes minutes. */
function optimized(
  bytes: Uint8Array,
  options: Parameters<typeof optimize>[1],
  { subject }: SubjectBuild,
  { progress }: BuildContext,
): Promise<Uint8Array> {
  if (options.level === 'none') return optimize(bytes, options);
  const what = `wasm-opt -${options.level}`;
  progress.step(`${subject}: ${what}`);
  return whileTicking(
    what,
    (text) => progress.tick(text),
    () => optimize(bytes, options),
  );
}

/** What wasmgate.json asks of wasm-opt. */
interface Optimization {
  readonly level: OptimizeLevel;
  readonly features: readonly string[];
}

function optimizeOptions(
  subject: SubjectBuild,
  asked: Optimization,
  builtHere: boolean,
  { io, signal }: BuildContext,
): Parameters<typeof optimize>[1] {
  return { ...asked, scratchDir: join(subject.dir, BUILD_WORK_DIR), builtHere, env: io.env, signal };
}

function optimizerOf(level: OptimizeLevel, asComponent: boolean): BuildJson['optimizer'] {
  return { wasm_opt: optimizerVersion(), level, componentizer: asComponent ? componentizerVersion() : null };
}

import type { BuildJson } from '@wasmgate/contracts/build';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import { finding, verdictOf, type FindingOf } from '@wasmgate/contracts/finding';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { buildSettings, type BuildFacts, type BuildSettings } from '@wasmgate/contracts/settings/build';
import { sha256 } from '@wasmgate/contracts/sha256';
import { mainCoreModule } from '@wasmgate/wasm-model';
import type { OutsideFacts } from '../build-told.ts';
import { findAllocator } from './allocator.ts';
import { exportNames, importNames, exportsFinding, targetByImports } from './artifact-interface.ts';
import { coreIdentity } from '../stages/core-identity.ts';
import type { BuiltNative } from '../native/build-native.ts';
import { readMade, type Stages } from '../stages/derive-stages.ts';

/** What was built, by either kind of subject; the rest of the report is read from the bytes. */
export interface Built {
  readonly stages: Stages;
  readonly optimizer: BuildJson['optimizer'];
  readonly native: BuiltNative;
  /** What was read outside the subject, of the cargo workspace and of Cargo.lock. */
  readonly facts: Pick<BuildFacts, OutsideFacts>;
  /** The channel that the crate pins, where another toolchain built; else null. */
  readonly unhonoured: string | null;
  readonly origin: Pick<
    BuildJson,
    'crate' | 'prebuilt' | 'toolchain' | 'rustflags' | 'units' | 'dependencies'
  >;
}

/**
 * The report on what was built. Throws EnvironmentError (exit 3) when an artifact is not valid WebAssembly, or when what
 * ships is not what is inspected.
 */
export function makeBuildReport(
  told: BuildSettings,
  { stages, optimizer, facts, unhonoured, origin }: Built,
): BuildJson {
  const linked = readMade('linked.wasm', stages.linked);
  const named = readMade('named.wasm', stages.named);
  const shipped = readMade('shipped.wasm', stages.shipped);
  readMade('unoptimized.wasm', stages.unoptimized);
  const core = coreIdentity(mainCoreModule(named)?.module, shipped);
  if (!core.matches_named) {
    throw new EnvironmentError(
      'code or data of what ships is not that of named.wasm, which is what is inspected',
      {
        fix: `report it, with what made the component: ${optimizer.componentizer ?? 'nothing'}`,
      },
    );
  }
  const findings = [exportsFinding(shipped, told.config.exports), pinFinding(unhonoured, origin)].filter(
    (one) => one !== null,
  );
  const artifact = (name: keyof Stages) => ({
    path: ARTIFACTS[name],
    bytes: stages[name].length,
    sha256: sha256(stages[name]),
  });
  return {
    schema_version: 1,
    settings_sha256: buildSettings.sha256(told),
    subject: told.subject,
    artifact_sha256: sha256(stages.shipped),
    kind: shipped.kind,
    crate: origin.crate,
    prebuilt: origin.prebuilt,
    wasm_target: origin.crate?.target ?? targetByImports(shipped),
    wasm_allocator: findAllocator(mainCoreModule(linked)?.module, origin.units),
    toolchain: origin.toolchain,
    optimizer,
    rustflags: origin.rustflags,
    artifacts: {
      linked: artifact('linked'),
      named: artifact('named'),
      unoptimized: artifact('unoptimized'),
      shipped: artifact('shipped'),
    },
    core,
    exports: exportNames(shipped),
    imports: importNames(shipped),
    ...(origin.dependencies === undefined ? {} : { dependencies: origin.dependencies }),
    units: origin.units,
    basis: basisOf(origin.toolchain.identity, facts.cargo, optimizer),
    verdict: verdictOf(findings),
    findings,
  };
}

function pinFinding(
  pinned: string | null,
  { toolchain, crate }: Built['origin'],
): FindingOf<'toolchain_not_pinned'> | null {
  if (pinned === null || crate === null) return null;
  const [built = ''] = toolchain.rustc.split(' ');
  return finding('toolchain_not_pinned', { pinned, built, target: crate.target });
}

function basisOf(
  toolchain: string,
  cargo: BuildSettings['cargo'],
  { level, wasm_opt: wasmOpt, componentizer }: BuildJson['optimizer'],
): BuildJson['basis'] {
  return {
    toolchain,
    ...(cargo?.c_compiler ? { c_compiler: cargo.c_compiler } : {}),
    ...(cargo?.postlink ? { postlink: cargo.postlink } : {}),
    ...(level === 'none' ? {} : { optimizer: `wasm-opt ${wasmOpt} -${level}` }),
    ...(componentizer === null ? {} : { componentizer }),
  };
}

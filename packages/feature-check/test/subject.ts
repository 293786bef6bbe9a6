import { createHash } from 'node:crypto';
import { buildReport, type BuildJson } from '@wasmgate/contracts/build';
import { stripModule } from '@wasmgate/wasm-model';
import { coreModule, type TestModule } from './wasm-bytes.ts';
import { folder, type Files } from './run-check.ts';

type Unit = NonNullable<BuildJson['units']>[number];

/** A unit as cargo would report it. */
export const unit = (name: string, over: Partial<Unit> = {}): Unit => ({
  package: `registry+index#${name}@1.0.0`,
  name,
  version: '1.0.0',
  target: name.replaceAll('-', '_'),
  kind: ['lib'],
  side: 'wasm',
  features: [],
  opt_level: 'z',
  ...over,
});

/** What a subject under test is made of. */
export interface TestSubject {
  readonly linked: TestModule;
  /** Default: `linked` without names. */
  readonly shipped?: Uint8Array;
  /** Null: a prebuilt file. */
  readonly units: readonly Unit[] | null;
  /** What Cargo.lock and Cargo.toml call packages; default: nobody said. */
  readonly dependencies?: BuildJson['dependencies'];
  readonly features?: unknown;
  readonly files?: Files;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const artifact = (name: string, bytes: Uint8Array) => ({
  path: `target/wasm-bench/build/${name}.wasm`,
  bytes: bytes.length,
  sha256: sha256(bytes),
});

/** A folder as wasm-build leaves it. */
export function subjectFolder({
  linked,
  units,
  dependencies,
  features,
  files = {},
  ...rest
}: TestSubject): string {
  const linkedBytes = coreModule(linked);
  const shipped = rest.shipped ?? stripModule(linkedBytes);
  const artifacts = {
    linked: artifact('linked', linkedBytes),
    named: artifact('named', linkedBytes),
    unoptimized: artifact('unoptimized', shipped),
    shipped: artifact('shipped', shipped),
  };
  const source =
    units === null
      ? { wasm: 'prebuilt/app.wasm' }
      : { crate: { manifest: 'Cargo.toml', target: 'wasm32-wasip1', profile: 'release-wasm' } };
  return folder({
    'wasmgate.json': JSON.stringify({ ...source, ...(features === undefined ? {} : { features }) }),
    'target/wasm-bench/build/linked.wasm': linkedBytes,
    'target/wasm-bench/build/shipped.wasm': shipped,
    'target/wasm-bench/build.json': buildReport.text({
      ...build(artifacts, units),
      ...(dependencies === undefined ? {} : { dependencies }),
    }),
    ...files,
  });
}

function build(artifacts: BuildJson['artifacts'], units: readonly Unit[] | null): BuildJson {
  const toolchain = { platform: 'x', rustc: '1', cargo: '1', std: '1', linker: 'l', identity: 'i' };
  return {
    schema_version: 1,
    settings_sha256: '0'.repeat(64),
    subject: 'app',
    artifact_sha256: artifacts.shipped.sha256,
    kind: 'module',
    crate:
      units === null
        ? null
        : { name: 'app', version: '1.0.0', target: 'wasm32-wasip1', profile: 'release-wasm', features: [] },
    prebuilt: units === null ? 'prebuilt/app.wasm' : null,
    wasm_target: 'wasm32-wasip1',
    wasm_allocator: 'none',
    toolchain: { provider: 'debian', ...toolchain },
    optimizer: { wasm_opt: '132', level: 'Oz', componentizer: null },
    rustflags: [],
    artifacts,
    core: { code_sha256: null, data_sha256: null, matches_named: true },
    exports: [],
    imports: [],
    units: units === null ? null : [...units],
    basis: { toolchain: 'test' },
    verdict: 'pass',
    findings: [],
  };
}

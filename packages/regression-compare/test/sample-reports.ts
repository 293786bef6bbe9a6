import { createHash } from 'node:crypto';
import { byAllocator } from '@wasmgate/contracts/allocators';
import { kilobytes } from '@wasmgate/contracts/kilobytes';
import { buildReport, type BuildJson } from '@wasmgate/contracts/build';
import { featuresReport, type FeaturesJson } from '@wasmgate/contracts/features';
import { memoryReport, type MemoryJson } from '@wasmgate/contracts/memory';
import { sizeReport, type SizeJson } from '@wasmgate/contracts/size';
import {
  startupReport,
  type AllocatorFigures,
  type Stats,
  type StartupJson,
} from '@wasmgate/contracts/startup';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import type { MeasuredReports as Reports } from '../src/index.ts';

/** What a sample is made from; everything else follows. */
export interface SampleOptions {
  readonly name?: string;
  readonly rawBytes?: number;
  readonly gzipBytes?: number;
  /** Identity of the toolchain, as bases have it. */
  readonly basis?: string;
  readonly compressor?: string;
  readonly allocator?: BuildJson['wasm_allocator'];
  readonly exports?: readonly string[];
  readonly imports?: readonly string[];
  readonly exact?: StartupJson['exact'];
  readonly coldMs?: number;
  readonly hostClass?: string;
  readonly wasmtime?: string;
}

/** Bytes of an artifact of a sample: one byte each, so that the stages differ. */
export function artifactBytes(
  name: keyof typeof ARTIFACTS,
  { rawBytes = 81_147 }: SampleOptions = {},
): Buffer {
  return Buffer.alloc(rawBytes, name);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Reports as the tools write them, each checked against its schema. */
export function sampleReports(options: SampleOptions = {}): Reports {
  return {
    build: buildReport.check('build.json', build(options)),
    size: sizeReport.check('size.json', size(options)),
    features: featuresReport.check('features.json', features(options)),
    startup: startupReport.check('startup.json', startup(options)),
    memory: memoryReport.check('memory.json', memory(options)),
  };
}

function build(options: SampleOptions): BuildJson {
  const { name = 'sample', basis = 'debian rustc 1.97.1', allocator = 'dlmalloc' } = options;
  const artifact = (which: keyof typeof ARTIFACTS) => {
    const bytes = artifactBytes(which, options);
    return { path: ARTIFACTS[which], bytes: bytes.length, sha256: sha256(bytes) };
  };
  return {
    schema_version: 1,
    settings_sha256: '0'.repeat(64),
    subject: name,
    artifact_sha256: sha256(artifactBytes('shipped', options)),
    kind: 'component',
    crate: { name, version: '0.1.0', target: 'wasm32-wasip2', profile: 'release-wasm', features: [] },
    prebuilt: null,
    wasm_target: 'wasm32-wasip2',
    wasm_allocator: allocator,
    toolchain: {
      provider: 'debian',
      platform: 'x86_64-linux',
      rustc: '1.97.1',
      cargo: '1.97.1',
      std: 'debian 1.97.1',
      linker: 'LLD 20',
      identity: 'debian rustc 1.97.1',
    },
    optimizer: { wasm_opt: '132', level: 'Oz', componentizer: 'wasm-tools 1.240' },
    rustflags: [],
    artifacts: {
      linked: artifact('linked'),
      named: artifact('named'),
      unoptimized: artifact('unoptimized'),
      shipped: artifact('shipped'),
    },
    core: { code_sha256: null, data_sha256: null, matches_named: true },
    exports: [...(options.exports ?? ['init', 'process-message', 'capabilities'])],
    imports: [...(options.imports ?? ['wasi:cli/environment@0.2.3'])],
    units: [],
    basis: { toolchain: basis, optimizer: 'wasm-opt 132 -Oz', componentizer: 'wasm-tools 1.240' },
    verdict: 'pass',
    findings: [],
  };
}

function size(options: SampleOptions): SizeJson {
  const { name = 'sample', rawBytes = 81_147, gzipBytes = 36_406 } = options;
  const section = {
    path: 'component',
    id: null,
    name: 'preamble',
    kind: 'preamble',
    offset: 0,
    header_bytes: 0,
    bytes: rawBytes,
    owner: 'wrapper',
  } as const;
  const stage = (which: 'unoptimized' | 'shipped') => ({
    artifact: ARTIFACTS[which],
    sha256: sha256(artifactBytes(which, options)),
    raw_bytes: rawBytes,
    gzip_bytes: gzipBytes,
    brotli_bytes: 31_240,
    attributed_bytes: rawBytes,
    wrapper_bytes: rawBytes,
    core_bytes: 0,
    core_modules: 0,
    code_bytes: 0,
    data_bytes: 0,
    custom_bytes: 0,
    sections: [section],
  });
  return {
    schema_version: 1,
    settings_sha256: '0'.repeat(64),
    subject: name,
    artifact: ARTIFACTS.shipped,
    artifact_sha256: sha256(artifactBytes('shipped', options)),
    kind: 'component',
    raw_bytes: rawBytes,
    gzip_bytes: gzipBytes,
    brotli_bytes: 31_240,
    attributed_bytes: rawBytes,
    wasm_size_raw_kb: kilobytes(rawBytes),
    wasm_size_gzip_kb: kilobytes(gzipBytes),
    wasm_size_brotli_kb: kilobytes(31_240),
    sections: [section],
    stages: { unoptimized: stage('unoptimized'), shipped: stage('shipped') },
    compressor: options.compressor ?? 'zlib 1.3, brotli 1.1, x64',
    verdict: 'pass',
    findings: [],
  };
}

function features(options: SampleOptions): FeaturesJson {
  return {
    schema_version: 1,
    settings_sha256: '0'.repeat(64),
    subject: options.name ?? 'sample',
    artifact: ARTIFACTS.shipped,
    artifact_sha256: sha256(artifactBytes('shipped', options)),
    kind: 'component',
    tool: 'wasmgate',
    tool_version: '0.1.0',
    passed_over: [],
    evidence_levels: ['units', 'names'],
    inspected: [
      {
        artifact: ARTIFACTS.linked,
        sha256: sha256(artifactBytes('linked', options)),
        levels: ['names'],
      },
    ],
    groups: ['channels', 'services', 'tokio', 'reqwest', 'native-exec', 'vector-memory'].map((name) => ({
      name,
      verdict: 'absent_proven',
      level: 'units',
      fails: false,
      missing: [],
      evidence: [],
    })),
    verdict: 'pass',
    findings: [],
  };
}

const stats = (p50: number): Stats => ({
  iterations: 15,
  min_ms: p50,
  max_ms: p50,
  mean_ms: p50,
  p50_ms: p50,
  p90_ms: p50,
  p99_ms: p50,
});

function sampleAllocator(coldMs: number): AllocatorFigures {
  const arm = (p50: number) => ({
    processes: 15,
    total_ms: stats(p50),
    phases: { engine: { p50_ms: 0.3, p90_ms: 0.3, p99_ms: 0.3 } },
  });
  return {
    cold: arm(coldMs),
    cold_aot: arm(1.1),
    warm_start: stats(0.016),
    warm_processes: 5,
    process_p50_ms: [0.016, 0.016, 0.016, 0.016, 0.016],
  };
}

function startup(options: SampleOptions): StartupJson {
  const { name = 'sample', coldMs = 45, hostClass = 'linux x64 test', wasmtime = '49.0.0' } = options;
  const allocators = byAllocator(() => sampleAllocator(coldMs));
  const stage = (which: 'unoptimized' | 'shipped') => ({
    artifact: ARTIFACTS[which],
    sha256: sha256(artifactBytes(which, options)),
    ran: true,
    ...allocators,
  });
  const engine = `wasmtime ${wasmtime} cranelift`;
  return {
    schema_version: 1,
    settings_sha256: '0'.repeat(64),
    benchmark: 'wasm_startup',
    subject: name,
    artifact: ARTIFACTS.shipped,
    artifact_sha256: sha256(artifactBytes('shipped', options)),
    wasm_file: ARTIFACTS.shipped,
    wasm_size_bytes: options.rawBytes ?? 81_147,
    kind: 'component',
    shape: 'component',
    engine: { name: 'wasmtime', version: wasmtime },
    host_class: hostClass,
    cold_start_ms: coldMs,
    cold_aot_ms: 1.1,
    includes_link: true,
    warm_start: stats(0.016),
    targets: { cold_start_under_5ms: 'FAIL', cold_aot_under_5ms: 'PASS', warm_p50_under_1ms: 'PASS' },
    stages: { unoptimized: stage('unoptimized'), shipped: stage('shipped') },
    allocators,
    exact:
      options.exact === undefined
        ? {
            wasm_fuel_init: { value: 12, basis: { engine } },
            wasm_fuel_capabilities: { value: 37_393, basis: { engine } },
            wasm_cwasm_bytes: { value: 246_848, basis: { engine, platform: 'x64-linux' } },
            wasm_memory_pages: { value: 17, basis: {} },
            wasm_table_elements: { value: 82, basis: {} },
            wasm_data_bytes: { value: 12_573, basis: {} },
            wasm_fuel_first_instance: { value: 1, basis: { engine } },
          }
        : options.exact,
    cli: { ran: false, reason: 'no command line exits 0' },
    percentile_method: 'nearest rank',
    verdict: 'pass',
    findings: [],
  };
}

/** A phase in which nothing is kept. */
const phase = (name: string, bytes: number): NonNullable<MemoryJson['figures']>['phases'][number] => ({
  phase: name,
  allocations: bytes === 0 ? 0 : 1,
  frees: bytes === 0 ? 0 : 1,
  reallocations: 0,
  by_size: { le_64: 0, le_256: 0, le_1024: 0, le_4096: bytes === 0 ? 0 : 1, larger: 0 },
  allocated_bytes: bytes,
  live_bytes: 0,
  live_blocks: 0,
  peak_live_bytes: bytes,
  pages: 17,
  growth: [],
  waste_bytes: null,
  functions: bytes === 0 ? [] : [{ function: 'app::run', crate: 'app', allocations: 1, bytes }],
  crates: bytes === 0 ? [] : [{ crate: 'app', allocations: 1, bytes }],
});

const figure = (value: number) => ({ value, basis: {} });

function memory(options: SampleOptions): MemoryJson {
  const { name = 'sample', wasmtime = '49.0.0' } = options;
  return {
    schema_version: 1,
    settings_sha256: '0'.repeat(64),
    subject: name,
    artifact: ARTIFACTS.shipped,
    artifact_sha256: sha256(artifactBytes('shipped', options)),
    kind: 'component',
    engine: `wasmtime ${wasmtime}`,
    off: null,
    stub_imports: false,
    data_bytes: 12_573,
    stack_bytes: 1_048_576,
    figures: {
      stage: 'shipped',
      other_stage: 'same',
      allocators: [{ allocator: 'dlmalloc', functions: ['<dlmalloc::Dlmalloc>::malloc'] }],
      phases: [phase('first_instance', 0), phase('init()', 0), phase('capabilities()', 1612)],
      leaks: [],
      workload: null,
    },
    inconclusive: [],
    exact: {
      wasm_heap_bytes_first_instance: figure(0),
      wasm_heap_bytes_init: figure(0),
      wasm_heap_bytes_capabilities: figure(1612),
      wasm_heap_peak_bytes: figure(1612),
      wasm_heap_live_bytes: figure(0),
      wasm_heap_pages: figure(17),
    },
    verdict: 'pass',
    findings: [],
  };
}

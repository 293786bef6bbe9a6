import { whileTicking, type Input } from '@wasmgate/cli-kit';
import { engineOf, memoryOff, NO_ENGINE } from '@wasmgate/contracts/engine';
import { finding, verdictOf, type FindingIn } from '@wasmgate/contracts/finding';
import { heapPoints } from '@wasmgate/contracts/heap-metrics';
import type { MemoryJson } from '@wasmgate/contracts/memory';
import { memorySettings, type MemorySettings } from '@wasmgate/contracts/settings/memory';
import { guestFacts } from '@wasmgate/wasm-model';
import { readInvocations, type Invocation } from '@wasmgate/wasmtime';
import type { TraceContext } from '../run/spawn-trace.ts';
import { settingsOn } from './memory-told.ts';
import type { Figures, Phase } from './figures.ts';
import { readStages, type MemoryInput, type StageInput } from './stage-input.ts';
import { staticBytes } from './static-bytes.ts';
import { traceStage, type StageFigures } from './trace-stage.ts';

/** What the report is made with. */
export interface MemoryOptions extends Omit<TraceContext, 'library' | 'wasmtimeVersion'> {
  /** Asked only after the input was found good: it may have to install wasmtime. */
  readonly findEngine: () => Promise<{ readonly libraryPath: string; readonly version: string }>;
  /** Invocations in place of those in wasmgate.json. */
  readonly invoke: readonly string[] | undefined;
  /** Stubs for all imports, also where wasmgate.json does not say that it starts in V8. */
  readonly stubImports: boolean;
  readonly onProgress: (text: string) => void;
}

/**
 * Counts what a file, or a subject, does with memory. Errors: InputError for what is no .wasm or a wrong configuration,
 * EnvironmentError for the machine. A guest that fails, and what cannot be shown to be all, is a finding.
 */
export async function measureMemory(
  input: Input<MemorySettings>,
  options: MemoryOptions,
): Promise<MemoryJson> {
  const { label, sha256, stages } = readStages(input);
  const config = input.settings?.config ?? {};
  const [{ binary, named }] = stages;
  const off = memoryOff(config) ?? null;
  const counted =
    off === null
      ? await countStages(stages, input.settings, options)
      : { ...NOTHING, settings: input.settings };
  const { settings, ...answer } = counted;
  return {
    schema_version: 1,
    settings_sha256: settings && memorySettings.sha256(settings),
    subject: input.subject?.name ?? null,
    artifact: label,
    artifact_sha256: sha256,
    kind: binary.kind,
    off,
    ...staticBytes(named),
    ...answer,
    verdict: verdictOf(answer.findings),
  };
}

/** What a report says of what was run, and the settings with the engine that did it. */
interface Counted extends Pick<
  MemoryJson,
  'engine' | 'stub_imports' | 'figures' | 'inconclusive' | 'exact' | 'findings'
> {
  readonly settings: MemorySettings | null;
}

/** Nothing was run. */
const NOTHING = {
  engine: NO_ENGINE,
  stub_imports: false,
  figures: null,
  inconclusive: [],
  exact: null,
  findings: [],
} satisfies Omit<Counted, 'settings'>;

async function countStages(
  stages: MemoryInput['stages'],
  told: MemorySettings | null,
  options: MemoryOptions,
): Promise<Counted> {
  const config = told?.config ?? {};
  const texts = options.invoke ?? config.invoke ?? [];
  const invocations = readInvocations(texts);
  const mayLeak = config.memory?.may_leak ?? {};
  const [shipped, unoptimized] = stages;
  // V8 gives no events: Node 20's has one memory a module. What is allocated follows from the code and from what its imports give.
  const wantsStubs = options.stubImports || engineOf(config.startup) === 'v8';
  const stubImports = wantsStubs && shipped.binary.kind === 'module';
  const { libraryPath: library, version: wasmtimeVersion } = await options.findEngine();
  const engine = `wasmtime ${wasmtimeVersion}`;
  const context = { ...options, library, wasmtimeVersion };
  const trace = (stage: StageInput, isWhole: boolean) => {
    const how = { ...plan(stage, texts, invocations), stubImports, mayLeak, isWhole };
    return whileTicking(`counting what ${stage.stage} allocates`, options.onProgress, () =>
      traceStage(stage, how, context),
    );
  };
  const first = await trace(shipped, true);
  const second = unoptimized === undefined ? null : await trace(unoptimized, first.figures === null);
  const traced = [first, ...(second === null ? [] : [second])];
  const chosen = first.figures === null ? (second ?? first) : first;
  const other = chosen === first ? second : first;
  const figures = figuresOf(chosen, other);
  const inconclusive = traced.flatMap(({ stage, reason }) => (reason === null ? [] : [{ stage, ...reason }]));
  return {
    settings: told && settingsOn(told, engine),
    engine,
    stub_imports: stubImports,
    figures,
    inconclusive,
    exact: figures && exactMetrics(figures),
    findings: findingsOf(figures, inconclusive, chosen.figures !== null, other),
  };
}

/** What to run: a command runs its main function, anything else the invocations; see `guestFacts`. */
function plan({ binary }: StageInput, texts: readonly string[], invocations: readonly Invocation[]) {
  const { shape, mainFunction } = guestFacts(binary);
  const isCommand = mainFunction !== undefined && (shape === 'command' || invocations.length === 0);
  const calls = isCommand ? [{ name: mainFunction, args: [] }] : invocations;
  return {
    kind: binary.kind,
    initialize: shape === 'reactor',
    isCommand,
    calls,
    texts: isCommand ? [`${mainFunction}()`] : texts,
  };
}

function figuresOf({ stage, figures }: StageFigures, other: StageFigures | null): Figures | null {
  if (figures === null) return null;
  const otherStage =
    other === null
      ? 'none'
      : other.figures === null
        ? 'inconclusive'
        : differingPhase(figures.phases, other.figures.phases) === null
          ? 'same'
          : 'differs';
  return { stage, other_stage: otherStage, ...figures };
}

/** The first phase in which two stages did not do the same with memory; null when there is none. */
function differingPhase(a: readonly Phase[], b: readonly Phase[]): string | null {
  return a.find((phase, index) => countsOf(phase) !== countsOf(b[index]))?.phase ?? null;
}

function countsOf(phase: Phase | undefined): string {
  if (phase === undefined) return '';
  const { allocations, frees, reallocations, allocated_bytes, live_bytes, peak_live_bytes } = phase;
  return [allocations, frees, reallocations, allocated_bytes, live_bytes, peak_live_bytes].join();
}

function findingsOf(
  figures: Figures | null,
  inconclusive: MemoryJson['inconclusive'],
  hasFigures: boolean,
  other: StageFigures | null,
): FindingIn<'memory'>[] {
  const findings: FindingIn<'memory'>[] = [];
  // One stage is enough: that the other one tells less stands in the report.
  for (const { stage, reason, detail } of hasFigures ? [] : inconclusive) {
    findings.push(finding('memory_inconclusive', { stage, reason, ...(detail !== '' && { detail }) }));
  }
  if (figures?.other_stage === 'differs') {
    const phase = differingPhase(figures.phases, other?.figures?.phases ?? []) ?? '';
    findings.push(finding('memory_stages_differ', { phase }));
  }
  for (const leak of figures?.leaks ?? []) {
    if (leak.leaked_bytes_per_call === 0 || leak.reason !== null) continue;
    const { invocation, leaked_bytes_per_call, calls, function: by } = leak;
    findings.push(
      finding('memory_leaked', {
        invocation,
        bytes_per_call: leaked_bytes_per_call,
        calls,
        ...(by !== null && { function: by }),
      }),
    );
  }
  return findings;
}

/** The figures that the gate holds against the baseline. They depend on the bytes alone. */
function exactMetrics({ phases, leaks, workload }: Figures): NonNullable<MemoryJson['exact']> {
  const { bytes, allocations } = heapPoints(phases);
  const last = phases.at(-1);
  const figures: [name: string, value: number | undefined][] = [
    ...phases.map((phase, index): [string, number] => [bytes[index] ?? '', phase.allocated_bytes]),
    ...phases.map((phase, index): [string, number] => [
      allocations[index] ?? '',
      phase.allocations + phase.reallocations,
    ]),
    ['wasm_heap_peak_bytes', Math.max(...phases.map((phase) => phase.peak_live_bytes))],
    ['wasm_heap_live_bytes', last?.live_bytes],
    ['wasm_heap_pages', last?.pages],
    [
      'wasm_heap_leaked_bytes',
      leaks.length === 0 ? undefined : leaks.reduce((sum, leak) => sum + leak.leaked_bytes_per_call, 0),
    ],
    ['wasm_heap_fragmentation_pct', workload?.fragmentation_pct],
  ];
  return Object.fromEntries(
    figures.flatMap(([name, value]) => (value === undefined ? [] : [[name, { value, basis: {} }]])),
  );
}

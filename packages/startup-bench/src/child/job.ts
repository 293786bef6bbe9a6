import type { InstanceAllocator } from '@wasmgate/contracts/allocators';
import type { ArmName, Block } from '@wasmgate/paired';
import type { ArtifactKind, Invocation, VerifiedArtifact, WasmtimeErrorKind } from '@wasmgate/wasmtime';

/** libwasmtime, and the version it must be. */
export interface WasmtimeChoice {
  readonly name: 'wasmtime';
  readonly version: string;
  readonly library: string;
}
/** What starts a guest. V8 is the one that the measuring process runs in, so that its version can only be checked. */
export type EngineChoice = WasmtimeChoice | { readonly name: 'v8'; readonly version: string };

/** Where a guest's code comes from. */
export type CodeSource = { readonly wasm: string } | { readonly precompiled: VerifiedArtifact };

/** What every job needs. */
interface JobBase {
  readonly engine: EngineChoice;
  /** The child ends by itself when this process is gone or its time is over. */
  readonly parentPid: number;
  /** How long the guest may take. */
  readonly deadlineMs: number;
  /** How long the compiler may take before that, ms; 0 where nothing is compiled. */
  readonly compileDeadlineMs: number;
  /** Where the child says what is about to happen; see phaseAnnouncer. */
  readonly phaseFile: string;
}

/** What to run once there is an instance. */
export interface GuestPlan {
  readonly kind: ArtifactKind;
  /** Call `_initialize` first (core reactors; a component does it by itself). */
  readonly initialize: boolean;
  /** Exports to call, in order, in the same instance. */
  readonly calls: readonly Invocation[];
  /** The one call is the guest's main function: a result that is an error counts as exit status 1. */
  readonly isCommand: boolean;
  /** An import that is no WASI traps when it is called, instead of keeping the guest from starting. In V8 all are stubs. */
  readonly stubImports: boolean;
  /** Null under wasmtime, which knows types by itself. */
  readonly javascript: JavaScriptTypes | null;
  readonly memoryBytes: number;
  readonly tableElements: number;
  readonly memories: number;
}

/** Types of a core module that its bytes say and the WebAssembly JavaScript Interface does not. */
export interface JavaScriptTypes {
  readonly imports: readonly ImportStub[];
  /** Of each exported function. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
}

/** What an import must be, in the words of the text format: `i32`, `funcref`, `(ref null 3)`. */
export type ImportStub = { readonly module: string; readonly name: string } & (
  | { readonly kind: 'func'; readonly results: readonly string[] }
  | ({ readonly kind: 'table'; readonly element: string } & StubLimits)
  | ({ readonly kind: 'memory'; readonly shared: boolean } & StubLimits)
  | { readonly kind: 'global'; readonly type: string; readonly mutable: boolean }
  | { readonly kind: 'tag'; readonly parameters: readonly string[] }
);
/** In elements or pages. */
interface StubLimits {
  readonly min: number;
  readonly max?: number;
  readonly is64: boolean;
}

/** Compiles once and writes the `.cwasm`. */
export interface PrecompileJob extends JobBase {
  readonly engine: WasmtimeChoice;
  readonly type: 'precompile';
  readonly wasm: string;
  readonly out: string;
}
export interface PrecompileResult {
  readonly artifact: VerifiedArtifact;
  readonly bytes: number;
}

/** Starts the guest once, timing each phase, then instantiates it again and again. */
export interface StartJob extends JobBase {
  readonly type: 'start';
  readonly guest: GuestPlan;
  /** Of wasmtime's instances; V8 has one way. */
  readonly allocator: InstanceAllocator;
  readonly source: CodeSource;
  /** Where to write the `.cwasm` of what was compiled, once it was started. */
  readonly keepAs?: string;
  /** 0: no warm starts. */
  readonly warmIterations: number;
}
export interface StartResult {
  /** What `keepAs` asked for. */
  readonly kept?: PrecompileResult;
  /** In order; everything up to `initialize` is the start, `call:…` comes after it. Nanoseconds. */
  readonly phases: readonly { readonly name: string; readonly ns: number }[];
  /** Engine to first usable instance, ns. */
  readonly totalNs: number;
  /** Each warm start, ns. May be fewer than asked for when one takes long. */
  readonly warmNs: readonly number[];
  /** Making the store and dropping it with its instance, for each warm start, ns. Empty: the engine has no such thing. */
  readonly warmStoreNs: readonly number[];
  readonly warmDropNs: readonly number[];
  /** Involuntary context switches during the warm starts. */
  readonly warmSwitches: number;
  /** What the clock itself costs in this process, ns; see clockFloor. */
  readonly clockFloorNs: number;
}

/** What is started of an arm of a comparison. Its calls are not made. */
export interface PairedArm {
  readonly guest: GuestPlan;
  readonly source: CodeSource;
}

/** How many blocks are measured; fewer when they take more processor time than this, ms. */
export interface BlockPlan {
  readonly blocks: number;
  readonly mostMs: number;
}

/** Starts the arms of a comparison in turn: from their code (wasmtime: a `.cwasm`) with an engine each, then again and again in one engine each. */
export interface PairedJob extends JobBase {
  readonly type: 'paired';
  readonly arms: Readonly<Record<ArmName, PairedArm>>;
  readonly allocator: InstanceAllocator;
  /** Of the order in which they are loaded, and of each block. */
  readonly seed: number;
  readonly cold: BlockPlan;
  /** Warm starts of an arm in a block, fewer when they take longer than `mostTurnMs`: their median is its figure. */
  readonly warm: BlockPlan & { readonly starts: number; readonly mostTurnMs: number };
}
/** Blocks in the order in which they were measured, ns. */
export interface PairedResult {
  readonly cold: readonly Block[];
  readonly warm: readonly Block[];
}

/** Counts the fuel of the start and of each call. */
export interface FuelJob extends JobBase {
  readonly engine: WasmtimeChoice;
  readonly type: 'fuel';
  readonly guest: GuestPlan;
  readonly wasm: string;
}
export interface FuelResult {
  /** Cumulative, in order: `first_instance`, then the calls by export name. */
  readonly points: readonly { readonly name: string; readonly fuel: number }[];
}

export type Job = PrecompileJob | StartJob | PairedJob | FuelJob;
export type ResultOf<J extends Job> = J extends PrecompileJob
  ? PrecompileResult
  : J extends StartJob
    ? StartResult
    : J extends PairedJob
      ? PairedResult
      : FuelResult;

/** Why a guest did not do what it should: wasmtime's kind, or what the parent saw. */
export interface GuestFailure {
  readonly kind: WasmtimeErrorKind | 'timeout' | 'crash';
  readonly message: string;
  /** What was going on: a phase's name. */
  readonly during?: string | undefined;
  /** Of a comparison: who failed. */
  readonly arm?: ArmName | undefined;
  readonly importName?: string | undefined;
  readonly exitStatus?: number | undefined;
  /** `timeout`: how long it was given, ms: the compiler before the guest began, else the guest. */
  readonly deadlineMs?: number;
}

/** The one line that a child writes. */
export type ChildLine<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: GuestFailure };

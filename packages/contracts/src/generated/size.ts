/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * Written by wasm-size. The top-level figures are those of the shipped artifact.
 */
export interface SizeJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * Name of the subject; null for a file given by path.
   */
  subject: string | null;
  /**
   * The file that was read: relative to the subject, or only its name when it was given by path.
   */
  artifact: string;
  /**
   * SHA-256 of the bytes that this report speaks of: those of the shipped artifact, or of the file given.
   */
  artifact_sha256: string;
  /**
   * module: a core WebAssembly module; component: a WebAssembly component.
   */
  kind: 'module' | 'component';
  /**
   * Length of the file.
   */
  raw_bytes: number;
  /**
   * Length after gzip -9; null with --compress none.
   */
  gzip_bytes: number | null;
  /**
   * Length after brotli, quality 11; null with --compress none.
   */
  brotli_bytes: number | null;
  /**
   * Sum of all parts; always equal to raw_bytes.
   */
  attributed_bytes: number;
  /**
   * raw_bytes / 1024, one decimal.
   */
  wasm_size_raw_kb: number;
  /**
   * gzip_bytes / 1024, one decimal; null with --compress none.
   */
  wasm_size_gzip_kb: number | null;
  /**
   * brotli_bytes / 1024, one decimal; null with --compress none.
   */
  wasm_size_brotli_kb: number | null;
  /**
   * The parts of the shipped artifact, in file order.
   *
   * @minItems 1
   */
  sections: Section[];
  /**
   * Both stages; unoptimized is null for a file given by path.
   */
  stages: {
    /**
     * Without wasm-opt.
     */
    unoptimized: StageSize | null;
    shipped: StageSize;
  };
  /**
   * What compressed: zlib and brotli versions, the architecture, and brotli's quality where it is not 11; none with --compress none.
   */
  compressor: string;
  /**
   * Quality of brotli: 11, and 9 where a file has more than 16 MiB; absent where nothing was compressed.
   */
  brotli_quality?: number;
  /**
   * fail when any finding is a violation.
   */
  verdict: 'pass' | 'fail';
  /**
   * What was noticed: codes and arguments, never prose.
   */
  findings: Finding[];
  breakdown?: Breakdown;
  /**
   * What changed since the accepted artifact (or --diff); null when there is none to compare with.
   */
  diff?: Diff | null;
  /**
   * Answers to --why, --crate and --verify-top; only in a run that asks.
   */
  answers?: {
    why?: WhyAnswer;
    crate?: CrateAnswer;
    verify_top?: VerifyAnswer;
  };
  /**
   * SHA-256 of the slice of settings that this answers; null for a file given by path without a configuration.
   */
  settings_sha256: string | null;
}
/**
 * One part of the file. All parts together are the whole file.
 */
export interface Section {
  /**
   * Where it is, such as component / core module 0 / code.
   */
  path: string;
  /**
   * Section id; null for a preamble.
   */
  id: number | null;
  /**
   * Name of the section, or of the custom section.
   */
  name: string;
  /**
   * What it is.
   */
  kind: 'preamble' | 'section' | 'custom';
  /**
   * Offset of its first byte (header included).
   */
  offset: number;
  /**
   * Bytes of id and length.
   */
  header_bytes: number;
  /**
   * All its bytes, header included, nested binaries excluded (those are parts of their own).
   */
  bytes: number;
  /**
   * core: inside a core module; wrapper: what the component adds.
   */
  owner: 'core' | 'wrapper';
}
/**
 * Sizes of one stage.
 */
export interface StageSize {
  /**
   * The file.
   */
  artifact: string;
  /**
   * SHA-256, in lower-case hexadecimal.
   */
  sha256: string;
  /**
   * Length.
   */
  raw_bytes: number;
  /**
   * Length after gzip -9; null with --compress none.
   */
  gzip_bytes: number | null;
  /**
   * Length after brotli, quality 11; null with --compress none.
   */
  brotli_bytes: number | null;
  /**
   * Sum of all parts; always equal to raw_bytes.
   */
  attributed_bytes: number;
  /**
   * Bytes that the component adds around its core modules; 0 for a core module.
   */
  wrapper_bytes: number;
  /**
   * Bytes of the core modules.
   */
  core_bytes: number;
  /**
   * Number of core modules.
   */
  core_modules: number;
  /**
   * Bytes of code sections.
   */
  code_bytes: number;
  /**
   * Bytes of data sections.
   */
  data_bytes: number;
  /**
   * Bytes of custom sections.
   */
  custom_bytes: number;
  /**
   * The parts, in file order.
   *
   * @minItems 1
   */
  sections: Section[];
}
/**
 * One thing that was noticed, as data. Its text is made from the code and the arguments, which packages/contracts/src/codes.ts lists.
 */
export interface Finding {
  /**
   * What it is; docs/codes/ has a page for each code.
   */
  code: string;
  /**
   * A violation makes the verdict fail.
   */
  severity: 'violation' | 'warning' | 'info';
  /**
   * The arguments of the text.
   */
  args: {
    [k: string]: string | number | boolean | string[];
  };
  /**
   * Where: a section, an offset, a JSON path.
   */
  path?: string;
}
/**
 * What every byte of the artifact is. Written by every version from 0.1.0 on that knows it.
 */
export interface Breakdown {
  attribution: Attribution;
  /**
   * The file in five.
   */
  parts: {
    /**
     * Bodies of functions.
     */
    functions: number;
    /**
     * Data segments.
     */
    data: number;
    /**
     * What else core modules hold: preambles, types, imports, tables, the framing of code and data.
     */
    core_sections: number;
    /**
     * Custom sections of core modules.
     */
    custom_sections: number;
    /**
     * What a component adds around core modules.
     */
    wrapper: number;
  };
  functions: FunctionSizes;
  crates: CrateSizes;
  families: FamilySizes;
  data: DataSizes;
  core_sections: NamedBytesList;
  custom_sections: NamedBytesList1;
  wrapper: NamedBytesList2;
}
/**
 * Where names came from.
 */
export interface Attribution {
  /**
   * named_module: named.wasm, whose code and data are equal; name_section: the file itself; none: functions are unattributed.
   */
  source: 'named_module' | 'name_section' | 'none';
  /**
   * The file whose names were taken; null when there are none.
   */
  artifact: string | null;
  /**
   * SHA-256 of that file; null when there are none.
   */
  sha256: string | null;
  /**
   * Why functions are unattributed; null when they are not.
   */
  reason:
    | (
        | 'no_core_module'
        | 'named_missing'
        | 'named_malformed'
        | 'code_differs'
        | 'data_differs'
        | 'functions_differ'
        | 'no_name_section'
        | 'names_malformed'
      )
    | null;
  /**
   * The core module that is attributed: the one with the most code.
   */
  core_module: string | null;
  /**
   * SHA-256 of the payload of its code section; null without one.
   */
  code_sha256: string | null;
  /**
   * SHA-256 of the payload of its data section; null without one.
   */
  data_sha256: string | null;
  /**
   * Why there is no call graph, and so no retained size; or which code is not known to its end, so that what it leads to is missing from retained sizes and paths. Null when the graph is whole.
   */
  graph_problem: string | null;
}
/**
 * Per function.
 */
export interface FunctionSizes {
  /**
   * All functions that have a body.
   */
  count: number;
  /**
   * Their bytes.
   */
  bytes: number;
  /**
   * The largest.
   */
  items: FunctionSize[];
  others: Others;
}
/**
 * A function: its body with the length before it.
 */
export interface FunctionSize {
  /**
   * Its index in its core module, imports counted.
   */
  index: number;
  /**
   * Number of its core module in file order; 0 for the first.
   */
  core_module: number;
  /**
   * Its name, demangled; an export or func[12] where it has none.
   */
  name: string;
  /**
   * Crate that defines it; of C++ the outermost namespace or class, of Go the package, of AssemblyScript the file. Null unless kind is crate or sysroot.
   */
  crate: string | null;
  /**
   * What kind of owner it is.
   */
  kind: 'crate' | 'sysroot' | 'no_crate' | 'unattributed';
  /**
   * Crate that caused this instance (docs/size.md); null as for crate.
   */
  instantiated_for: string | null;
  /**
   * Its bytes (shallow).
   */
  bytes: number;
  /**
   * Bytes of functions that would be unreachable without it, itself included; null when there is no call graph.
   */
  retained_bytes: number | null;
}
/**
 * The rest.
 */
export interface Others {
  /**
   * How many.
   */
  count: number;
  /**
   * Their bytes.
   */
  bytes: number;
}
/**
 * Per crate.
 */
export interface CrateSizes {
  /**
   * All of them.
   */
  count: number;
  /**
   * The largest.
   */
  items: CrateSize[];
  /**
   * The rest.
   */
  others: {
    /**
     * How many.
     */
    count: number;
    /**
     * Functions they define.
     */
    functions: number;
    /**
     * Their bytes: defined-in.
     */
    bytes: number;
    /**
     * Bytes: instantiated-for.
     */
    instantiated_for_bytes: number;
    /**
     * Bytes of data.
     */
    data_bytes: number;
  };
}
/**
 * A crate, read in two ways (docs/size.md).
 */
export interface CrateSize {
  /**
   * Its name; null unless kind is crate or sysroot.
   */
  crate: string | null;
  /**
   * What kind of owner it is.
   */
  kind: 'crate' | 'sysroot' | 'no_crate' | 'unattributed';
  /**
   * Functions it defines.
   */
  functions: number;
  /**
   * Their bytes: defined-in.
   */
  bytes: number;
  /**
   * Bytes of functions that it caused: instantiated-for.
   */
  instantiated_for_bytes: number;
  /**
   * Bytes of functions that would be unreachable without all that it defines, those included; null without a call graph, and beyond the first 512 owners.
   */
  retained_bytes: number | null;
  /**
   * Bytes of data that are certainly its own: paths of its source files.
   */
  data_bytes: number;
}
/**
 * Per monomorphization family.
 */
export interface FamilySizes {
  /**
   * All families.
   */
  count: number;
  /**
   * The largest.
   */
  items: FamilySize[];
  /**
   * The other families.
   */
  others: {
    /**
     * How many.
     */
    count: number;
    /**
     * Their functions.
     */
    functions: number;
    /**
     * Their bytes.
     */
    bytes: number;
  };
  /**
   * Functions that no other one shares a path with.
   */
  single: {
    /**
     * How many.
     */
    functions: number;
    /**
     * Their bytes.
     */
    bytes: number;
  };
}
/**
 * Instances of one generic: functions whose paths differ in type arguments alone.
 */
export interface FamilySize {
  /**
   * The path without type arguments.
   */
  name: string;
  /**
   * Crate that defines it.
   */
  crate: string | null;
  /**
   * What kind of owner it is.
   */
  kind: 'crate' | 'sysroot' | 'no_crate' | 'unattributed';
  /**
   * How many.
   */
  instances: number;
  /**
   * Their bytes.
   */
  bytes: number;
  /**
   * Bytes of the largest: what would stay if one could serve for all, at best.
   */
  largest_bytes: number;
}
/**
 * Per data segment and string.
 */
export interface DataSizes {
  /**
   * All segments, headers included.
   */
  bytes: number;
  /**
   * Segments, the largest first; items and others sum to bytes.
   */
  segments: {
    /**
     * All of them.
     */
    count: number;
    /**
     * The largest.
     */
    items: SegmentSize[];
    others: Others1;
  };
  /**
   * Runs of at least 8 characters of text, the longest first; items, others and not_strings sum to bytes.
   */
  strings: {
    /**
     * All of them.
     */
    count: number;
    /**
     * The longest.
     */
    items: StringSize[];
    others: Others2;
    /**
     * What is no text: headers, tables, numbers, zeros.
     */
    not_strings_bytes: number;
  };
}
/**
 * A data segment, its header included.
 */
export interface SegmentSize {
  /**
   * Number of its core module in file order.
   */
  core_module: number;
  /**
   * Its index.
   */
  index: number;
  /**
   * Its name in the name section; null when it has none.
   */
  name: string | null;
  /**
   * active: copied at start; passive: copied by code.
   */
  mode: 'active' | 'passive';
  /**
   * Where an active one is copied to; null when that is not constant.
   */
  address: number | null;
  /**
   * Its bytes, header included.
   */
  bytes: number;
  /**
   * Bytes in runs of text.
   */
  string_bytes: number;
  /**
   * Zero bytes of its content.
   */
  zero_bytes: number;
}
/**
 * The rest.
 */
export interface Others1 {
  /**
   * How many.
   */
  count: number;
  /**
   * Their bytes.
   */
  bytes: number;
}
/**
 * A run of text in data: linkers write texts without a gap, so a run may be several.
 */
export interface StringSize {
  /**
   * Number of its core module in file order.
   */
  core_module: number;
  /**
   * Index of its segment.
   */
  segment: number;
  /**
   * Offset in the file.
   */
  offset: number;
  /**
   * Its bytes.
   */
  bytes: number;
  /**
   * How it begins.
   */
  text: string;
}
/**
 * The rest.
 */
export interface Others2 {
  /**
   * How many.
   */
  count: number;
  /**
   * Their bytes.
   */
  bytes: number;
}
/**
 * By name of the section.
 */
export interface NamedBytesList {
  /**
   * All of them.
   */
  bytes: number;
  /**
   * The largest.
   */
  items: NamedBytes[];
  others: Others3;
}
/**
 * Parts of one name.
 */
export interface NamedBytes {
  /**
   * The name.
   */
  name: string;
  /**
   * How many parts have it.
   */
  count: number;
  /**
   * Their bytes.
   */
  bytes: number;
}
/**
 * The rest.
 */
export interface Others3 {
  /**
   * How many.
   */
  count: number;
  /**
   * Their bytes.
   */
  bytes: number;
}
/**
 * By name.
 */
export interface NamedBytesList1 {
  /**
   * All of them.
   */
  bytes: number;
  /**
   * The largest.
   */
  items: NamedBytes[];
  others: Others3;
}
/**
 * By name of the section.
 */
export interface NamedBytesList2 {
  /**
   * All of them.
   */
  bytes: number;
  /**
   * The largest.
   */
  items: NamedBytes[];
  others: Others3;
}
/**
 * What changed since another file; the deltas of parts sum to delta_bytes, those of functions and crates to parts.functions.
 */
export interface Diff {
  /**
   * The other file.
   */
  against: string;
  /**
   * SHA-256, in lower-case hexadecimal.
   */
  against_sha256: string;
  attribution: Attribution1;
  /**
   * The file of this side.
   */
  artifact: string;
  /**
   * What the producers sections say of the tools.
   */
  toolchain: {
    /**
     * same: the same tools; changed: others, so that code may differ without any change of source; unknown: a side does not say.
     */
    status: 'same' | 'changed' | 'unknown';
    /**
     * Tools then.
     */
    old: string[];
    /**
     * Tools now.
     */
    new: string[];
  };
  /**
   * Its length.
   */
  old_bytes: number;
  /**
   * Length of this side.
   */
  new_bytes: number;
  /**
   * Difference.
   */
  delta_bytes: number;
  /**
   * Difference of each part of breakdown.parts.
   */
  parts: {
    /**
     * Difference.
     */
    functions: number;
    /**
     * Difference.
     */
    data: number;
    /**
     * Difference.
     */
    core_sections: number;
    /**
     * Difference.
     */
    custom_sections: number;
    /**
     * Difference.
     */
    wrapper: number;
  };
  /**
   * Functions by what became of them.
   */
  counts: {
    new: ChangeCount;
    removed: ChangeCount1;
    grown: ChangeCount2;
    shrunk: ChangeCount3;
    renamed: ChangeCount4;
    merged: ChangeCount5;
    unchanged: ChangeCount6;
  };
  /**
   * Functions that changed, the largest difference first; items and others sum to parts.functions.
   */
  functions: {
    /**
     * All of them.
     */
    count: number;
    /**
     * The largest.
     */
    items: FunctionChange[];
    others: ChangeCount7;
  };
  /**
   * Data segments whose length changed, the largest difference first; items and others sum to parts.data.
   */
  data: {
    /**
     * All of them.
     */
    count: number;
    /**
     * The largest.
     */
    items: SegmentChange[];
    others: ChangeCount8;
  };
  /**
   * Crates that changed, the largest difference first; items and others sum to parts.functions.
   */
  crates: {
    /**
     * All of them.
     */
    count: number;
    /**
     * The largest.
     */
    items: CrateChange[];
    others: ChangeCount9;
  };
}
/**
 * Where the names of the other file came from.
 */
export interface Attribution1 {
  /**
   * named_module: named.wasm, whose code and data are equal; name_section: the file itself; none: functions are unattributed.
   */
  source: 'named_module' | 'name_section' | 'none';
  /**
   * The file whose names were taken; null when there are none.
   */
  artifact: string | null;
  /**
   * SHA-256 of that file; null when there are none.
   */
  sha256: string | null;
  /**
   * Why functions are unattributed; null when they are not.
   */
  reason:
    | (
        | 'no_core_module'
        | 'named_missing'
        | 'named_malformed'
        | 'code_differs'
        | 'data_differs'
        | 'functions_differ'
        | 'no_name_section'
        | 'names_malformed'
      )
    | null;
  /**
   * The core module that is attributed: the one with the most code.
   */
  core_module: string | null;
  /**
   * SHA-256 of the payload of its code section; null without one.
   */
  code_sha256: string | null;
  /**
   * SHA-256 of the payload of its data section; null without one.
   */
  data_sha256: string | null;
  /**
   * Why there is no call graph, and so no retained size; or which code is not known to its end, so that what it leads to is missing from retained sizes and paths. Null when the graph is whole.
   */
  graph_problem: string | null;
}
/**
 * Such functions.
 */
export interface ChangeCount {
  /**
   * How many functions.
   */
  count: number;
  /**
   * What they add up to.
   */
  delta_bytes: number;
}
/**
 * Such functions.
 */
export interface ChangeCount1 {
  /**
   * How many functions.
   */
  count: number;
  /**
   * What they add up to.
   */
  delta_bytes: number;
}
/**
 * Such functions.
 */
export interface ChangeCount2 {
  /**
   * How many functions.
   */
  count: number;
  /**
   * What they add up to.
   */
  delta_bytes: number;
}
/**
 * Such functions.
 */
export interface ChangeCount3 {
  /**
   * How many functions.
   */
  count: number;
  /**
   * What they add up to.
   */
  delta_bytes: number;
}
/**
 * Such functions.
 */
export interface ChangeCount4 {
  /**
   * How many functions.
   */
  count: number;
  /**
   * What they add up to.
   */
  delta_bytes: number;
}
/**
 * Such functions.
 */
export interface ChangeCount5 {
  /**
   * How many functions.
   */
  count: number;
  /**
   * What they add up to.
   */
  delta_bytes: number;
}
/**
 * Such functions.
 */
export interface ChangeCount6 {
  /**
   * How many functions.
   */
  count: number;
  /**
   * What they add up to.
   */
  delta_bytes: number;
}
/**
 * A function that changed.
 */
export interface FunctionChange {
  /**
   * renamed: the same body under another name; merged: gone, for one that stays does the same.
   */
  status: 'new' | 'removed' | 'grown' | 'shrunk' | 'renamed' | 'merged';
  /**
   * Its name; for renamed the new one.
   */
  name: string;
  /**
   * renamed: the old name; merged: the one that stays; else null.
   */
  was: string | null;
  /**
   * Crate that defines it.
   */
  crate: string | null;
  /**
   * What kind of owner it is.
   */
  kind: 'crate' | 'sysroot' | 'no_crate' | 'unattributed';
  /**
   * Bytes then.
   */
  old_bytes: number;
  /**
   * Bytes now.
   */
  new_bytes: number;
  /**
   * Difference.
   */
  delta_bytes: number;
}
/**
 * The rest.
 */
export interface ChangeCount7 {
  /**
   * How many functions.
   */
  count: number;
  /**
   * What they add up to.
   */
  delta_bytes: number;
}
/**
 * A data segment whose length changed.
 */
export interface SegmentChange {
  /**
   * What became of it.
   */
  status: 'new' | 'removed' | 'grown' | 'shrunk';
  /**
   * Number of its core module.
   */
  core_module: number;
  /**
   * Its index; of a removed one the one that it had.
   */
  index: number;
  /**
   * Its name; null when it has none.
   */
  name: string | null;
  /**
   * Its length then, with its header.
   */
  old_bytes: number;
  /**
   * Its length now.
   */
  new_bytes: number;
  /**
   * Difference.
   */
  delta_bytes: number;
  /**
   * The beginning of the longest text in it that was not there; null when there is none, or it did not grow, or is not among the five that changed most.
   */
  text: string | null;
}
/**
 * The rest.
 */
export interface ChangeCount8 {
  /**
   * How many functions.
   */
  count: number;
  /**
   * What they add up to.
   */
  delta_bytes: number;
}
/**
 * A crate that changed.
 */
export interface CrateChange {
  /**
   * Its name.
   */
  crate: string | null;
  /**
   * What kind of owner it is.
   */
  kind: 'crate' | 'sysroot' | 'no_crate' | 'unattributed';
  /**
   * new: nothing of it was there; removed: nothing of it is left.
   */
  status: 'new' | 'removed' | 'changed';
  /**
   * Defined-in, then.
   */
  old_bytes: number;
  /**
   * Defined-in, now.
   */
  new_bytes: number;
  /**
   * Difference.
   */
  delta_bytes: number;
  /**
   * Difference of instantiated-for.
   */
  instantiated_for_delta_bytes: number;
  /**
   * Difference of retained bytes; null without a call graph.
   */
  retained_delta_bytes: number | null;
}
/**
 * The rest.
 */
export interface ChangeCount9 {
  /**
   * How many functions.
   */
  count: number;
  /**
   * What they add up to.
   */
  delta_bytes: number;
}
/**
 * --why
 */
export interface WhyAnswer {
  /**
   * What was asked for.
   */
  question: string;
  /**
   * Functions that it names.
   */
  matches: number;
  /**
   * How many of them an export leads to.
   */
  reachable: number;
  /**
   * How many only a table, a global or a reference holds.
   */
  retained: number;
  /**
   * Shortest paths from an export, each to another function.
   */
  paths: PathStep[][];
}
/**
 * A function on a path.
 */
export interface PathStep {
  /**
   * Its index.
   */
  index: number;
  /**
   * Its name.
   */
  name: string;
  /**
   * How the step before it leads here, or why it can be entered.
   */
  via:
    | 'export'
    | 'start'
    | 'table'
    | 'global'
    | 'call'
    | 'return_call'
    | 'ref_func'
    | 'call_indirect'
    | 'call_ref'
    | 'global_get'
    | 'table_get'
    | 'array_elem';
  /**
   * certain: the instruction, or the export, names its target; possible: the call may go elsewhere.
   */
  certainty: 'certain' | 'possible';
  /**
   * Name of the export at the start of a path; else null.
   */
  export: string | null;
}
/**
 * --crate
 */
export interface CrateAnswer {
  /**
   * Its name.
   */
  crate: string;
  size: CrateSize1;
  functions: FunctionSizes1;
  caused: FunctionSizes2;
  families: FamilySizes1;
}
/**
 * A crate, read in two ways (docs/size.md).
 */
export interface CrateSize1 {
  /**
   * Its name; null unless kind is crate or sysroot.
   */
  crate: string | null;
  /**
   * What kind of owner it is.
   */
  kind: 'crate' | 'sysroot' | 'no_crate' | 'unattributed';
  /**
   * Functions it defines.
   */
  functions: number;
  /**
   * Their bytes: defined-in.
   */
  bytes: number;
  /**
   * Bytes of functions that it caused: instantiated-for.
   */
  instantiated_for_bytes: number;
  /**
   * Bytes of functions that would be unreachable without all that it defines, those included; null without a call graph, and beyond the first 512 owners.
   */
  retained_bytes: number | null;
  /**
   * Bytes of data that are certainly its own: paths of its source files.
   */
  data_bytes: number;
}
/**
 * Functions it defines.
 */
export interface FunctionSizes1 {
  /**
   * All functions that have a body.
   */
  count: number;
  /**
   * Their bytes.
   */
  bytes: number;
  /**
   * The largest.
   */
  items: FunctionSize[];
  others: Others;
}
/**
 * Functions that it caused and another crate defines.
 */
export interface FunctionSizes2 {
  /**
   * All functions that have a body.
   */
  count: number;
  /**
   * Their bytes.
   */
  bytes: number;
  /**
   * The largest.
   */
  items: FunctionSize[];
  others: Others;
}
/**
 * Its families.
 */
export interface FamilySizes1 {
  /**
   * All families.
   */
  count: number;
  /**
   * The largest.
   */
  items: FamilySize[];
  /**
   * The other families.
   */
  others: {
    /**
     * How many.
     */
    count: number;
    /**
     * Their functions.
     */
    functions: number;
    /**
     * Their bytes.
     */
    bytes: number;
  };
  /**
   * Functions that no other one shares a path with.
   */
  single: {
    /**
     * How many.
     */
    functions: number;
    /**
     * Their bytes.
     */
    bytes: number;
  };
}
/**
 * --verify-top
 */
export interface VerifyAnswer {
  /**
   * Version of binaryen.
   */
  wasm_opt: string;
  /**
   * Bytes of functions once wasm-opt removed what is unreachable in the unchanged module.
   */
  bytes: number;
  /**
   * The largest retained functions, then crates.
   */
  checks: StubCheck[];
}
/**
 * A function or crate replaced by unreachable: what the model says would go, and what went.
 */
export interface StubCheck {
  /**
   * What was stubbed out; set: the functions listed before it, together.
   */
  what: 'function' | 'set' | 'crate';
  /**
   * Its name.
   */
  name: string;
  /**
   * Functions replaced.
   */
  functions: number;
  /**
   * By the call graph: bytes of functions that go.
   */
  predicted_bytes: number;
  /**
   * After wasm-opt removed what is unreachable: bytes of functions that went.
   */
  measured_bytes: number;
}

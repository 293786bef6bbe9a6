/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * Printed by wasmgate check: what is in a .wasm, how it starts and, where limits are given, what breaks them.
 */
export interface CheckJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * Name of the file.
   */
  artifact: string;
  /**
   * SHA-256 of the file.
   */
  artifact_sha256: string;
  /**
   * module: a core WebAssembly module; component: a WebAssembly component.
   */
  kind: 'module' | 'component';
  /**
   * What the producers sections say: languages, compilers and tools.
   *
   * Items: A producer.
   */
  made_by: {
    /**
     * language, processed-by or sdk.
     */
    field: string;
    /**
     * Its name.
     */
    name: string;
    /**
     * Its version; empty for most languages.
     */
    version: string;
  }[];
  /**
   * Proposals beyond WebAssembly 1.0 that code, types and memories show, as wasm-opt calls them.
   */
  wasm_features: string[];
  /**
   * What it needs of its host.
   */
  imports: {
    /**
     * Imports: functions and others of a core module, interfaces and functions of a component.
     */
    count: number;
    /**
     * By the module that they are imported from; of a component each import by itself.
     *
     * Items: A module.
     */
    modules: {
      /**
       * Its name.
       */
      name: string;
      /**
       * Imports from it.
       */
      count: number;
      /**
       * Their names, at most 1,000; empty for a component.
       */
      names: string[];
    }[];
  };
  /**
   * What it offers.
   */
  exports: {
    /**
     * Exports.
     */
    count: number;
    /**
     * The exports, at most 1,000.
     *
     * Items: An export.
     */
    items: {
      /**
       * Its name.
       */
      name: string;
      /**
       * What it is: func, memory, instance …
       */
      kind: string;
    }[];
  };
  /**
   * What its imports and names show that it uses. Listed, not judged.
   *
   * Items: A feature.
   */
  features: {
    /**
     * What it is.
     */
    name: string;
    /**
     * Imports and names that show it.
     */
    evidence_count: number;
    /**
     * The strongest of them.
     *
     * Items: A piece of evidence.
     */
    evidence: {
      /**
       * name, import or export.
       */
      source: string;
      /**
       * What was found.
       */
      text: string;
    }[];
  }[];
  size: SizeJson;
  /**
   * As npx wasmgate startup gives it; null: not measured.
   */
  startup: StartupJson | null;
  /**
   * Why there are no figures of its start; null when there are.
   */
  startup_missing: string | null;
  /**
   * As npx wasmgate features gives it for --config; null without.
   */
  excluded: FeaturesJson | null;
  /**
   * What differs from --against beside the size and the start; null without.
   */
  against: {
    /**
     * Name of that file.
     */
    artifact: string;
    /**
     * SHA-256, in lower-case hexadecimal.
     */
    artifact_sha256: string;
    /**
     * Imports that it does not have.
     */
    imports_added: string[];
    /**
     * Imports that only it has.
     */
    imports_removed: string[];
    /**
     * Exports that it does not have.
     */
    exports_added: string[];
    /**
     * Exports that only it has.
     */
    exports_removed: string[];
    /**
     * Figures of both.
     *
     * Items: A figure.
     */
    metrics: {
      /**
       * Its name in a wasmgate.json.
       */
      name: string;
      /**
       * That file's.
       */
      old: number;
      /**
       * This file's.
       */
      new: number;
      /**
       * How much worse it may be, %.
       */
      tolerance_pct: number;
      /**
       * regressed: worse than that.
       */
      status: 'pass' | 'improved' | 'identical' | 'regressed';
    }[];
  } | null;
  /**
   * fail when there are failures.
   */
  verdict: 'pass' | 'fail';
  /**
   * What breaks a limit of --config, or is worse than --against. None without either.
   *
   * Items: A violation.
   */
  failures: {
    /**
     * Which report says so.
     */
    report: 'check' | 'size' | 'features' | 'startup';
    /**
     * What it is; docs/codes/ has a page for each code.
     */
    code: string;
    /**
     * The arguments of the text.
     */
    args: {
      [k: string]: string | number | boolean | string[];
    };
    /**
     * Where: a section, an offset, a stage.
     */
    path?: string;
  }[];
}
/**
 * As npx wasmgate size gives it; diff: since --against.
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
/**
 * Written by wasm-startup-bench: a superset of what clawft's wasm-startup.sh writes. Top-level figures: shipped stage, on-demand allocator.
 */
export interface StartupJson {
  /**
   * Version of this report's shape.
   */
  schema_version: 1;
  /**
   * As clawft's script names it.
   */
  benchmark: 'wasm_startup';
  /**
   * Name of the subject; null for a file given by path.
   */
  subject: string | null;
  /**
   * The file that was read: relative to the subject, or only its name when it was given by path.
   */
  artifact: string;
  /**
   * SHA-256, in lower-case hexadecimal.
   */
  artifact_sha256: string;
  /**
   * As clawft's script names it: the file measured, relative to the subject.
   */
  wasm_file: string;
  /**
   * Length of the file.
   */
  wasm_size_bytes: number;
  /**
   * module: a core WebAssembly module; component: a WebAssembly component.
   */
  kind: 'module' | 'component';
  /**
   * reactor: a core module with _initialize; command: one with _start.
   */
  shape: 'component' | 'reactor' | 'module' | 'command';
  /**
   * What started the guest.
   */
  engine: {
    /**
     * off: nothing did, as wasmgate.json says.
     */
    name: 'wasmtime' | 'v8' | 'off';
    /**
     * Version of libwasmtime or of V8; null: nothing started it.
     */
    version: string | null;
  };
  /**
   * Class of the machine that measured.
   */
  host_class: string;
  /**
   * True when imports were stubbed: under wasmtime those that are no WASI trap when they are called (--stub-imports); under V8 all of them give zero or null.
   */
  stub_imports?: boolean;
  /**
   * P50 over fresh processes, empty cache: parse, validate, compile, instantiate, ms.
   */
  cold_start_ms: number | null;
  /**
   * P50 over fresh processes: .cwasm from disk to first instance, ms.
   */
  cold_aot_ms: number | null;
  /**
   * True when a warm start contains linking (components, through the C API).
   */
  includes_link: boolean;
  /**
   * Shipped stage, on-demand allocator.
   */
  warm_start: Stats | null;
  /**
   * clawft's targets.
   */
  targets: {
    /**
     * cold_start_ms < 5.
     */
    cold_start_under_5ms: 'PASS' | 'FAIL' | 'UNMEASURED';
    /**
     * cold_aot_ms < 5.
     */
    cold_aot_under_5ms: 'PASS' | 'FAIL' | 'UNMEASURED';
    /**
     * warm_start.p50_ms < 1.
     */
    warm_p50_under_1ms: 'PASS' | 'FAIL' | 'UNMEASURED';
  };
  /**
   * Both stages; unoptimized is null for a file given by path.
   */
  stages: {
    /**
     * Without wasm-opt.
     */
    unoptimized: Stage | null;
    shipped: Stage;
  };
  /**
   * Shipped stage under each allocator.
   */
  allocators: {
    /**
     * The default allocator; of V8 the only one.
     */
    on_demand: AllocatorFigures | null;
    /**
     * The pooling allocator, all totals 16.
     */
    pooling: AllocatorFigures | null;
  };
  /**
   * Exact figures.
   */
  exact: {
    /**
     * An exact figure.
     */
    [k: string]: {
      /**
       * The figure.
       */
      value: number;
      basis: Basis;
    };
  } | null;
  /**
   * The wasmtime command line, whole process.
   */
  cli: {
    /**
     * True when a command line exited 0 and was timed.
     */
    ran: boolean;
    /**
     * Why it was not timed.
     */
    reason?: string;
    /**
     * The command line, without paths.
     */
    command?: string[];
    /**
     * wasmtime --version: the command without a guest, median, ms.
     */
    spawn_ms?: number;
    /**
     * First run, empty private cache, ms.
     */
    cold_ms?: number;
    warm?: Stats3;
  };
  /**
   * Which definition of a percentile.
   */
  percentile_method: string;
  /**
   * fail when any finding is a violation.
   */
  verdict: 'pass' | 'fail';
  /**
   * What was noticed: codes and arguments, never prose.
   */
  findings: Finding[];
  /**
   * The shipped artifact against a baseline, both measured in this run; null when there was nothing to compare with or a guest failed.
   */
  comparison?: Comparison | null;
  /**
   * What the clock can tell; null when nothing was measured.
   */
  clock?: {
    /**
     * An empty call into the engine and both readings of the clock, in the measuring processes: the median, ns.
     */
    floor_ns: number;
    /**
     * Phases of the shipped stage of whose time more than a tenth is the clock's floor: allocator and phase.
     */
    unresolved: string[];
  } | null;
  /**
   * Programs of the crate, built for this machine and measured from spawn to exit; null when wasmgate.json names none.
   */
  native?: NativeBin[] | null;
  /**
   * SHA-256 of the slice of settings that this answers; null for a file given by path without a configuration.
   */
  settings_sha256: string | null;
}
/**
 * Shipped stage, on-demand allocator.
 */
export interface Stats {
  /**
   * Number of samples.
   */
  iterations: number;
  /**
   * Least, ms.
   */
  min_ms: number;
  /**
   * Greatest, ms.
   */
  max_ms: number;
  /**
   * Arithmetic mean, ms.
   */
  mean_ms: number;
  /**
   * Median, ms.
   */
  p50_ms: number;
  /**
   * 90th percentile, ms.
   */
  p90_ms: number;
  /**
   * 99th percentile, ms.
   */
  p99_ms: number;
}
/**
 * One stage.
 */
export interface Stage {
  /**
   * The file.
   */
  artifact: string;
  /**
   * SHA-256, in lower-case hexadecimal.
   */
  sha256: string;
  /**
   * False when the guest failed: then there are no figures.
   */
  ran: boolean;
  /**
   * The default allocator.
   */
  on_demand: AllocatorFigures | null;
  /**
   * The pooling allocator, all totals 16.
   */
  pooling: AllocatorFigures | null;
}
/**
 * One instance allocator.
 */
export interface AllocatorFigures {
  /**
   * Fresh process, empty cache: compile and instantiate.
   */
  cold: StartFigures | null;
  /**
   * Fresh process, from a .cwasm file.
   */
  cold_aot: StartFigures | null;
  /**
   * Instantiating again in the same engine.
   */
  warm_start: Stats2 | null;
  /**
   * Fresh processes behind warm_start.
   */
  warm_processes: number;
  /**
   * P50 of the warm starts of each process, ms.
   */
  process_p50_ms: number[];
  /**
   * Parts of a warm start and what surrounds it: median over the processes of each process's percentiles. Keys: store (making it), instantiate (the warm start itself), drop.
   */
  warm_phases?: {
    [k: string]: Percentiles;
  };
}
/**
 * One way to start, each sample a fresh process.
 */
export interface StartFigures {
  /**
   * Fresh processes.
   */
  processes: number;
  total_ms: Stats1;
  /**
   * Percentiles over the processes of each phase, which every process goes through once, ms. Keys: engine, compile or deserialize, link, store, instantiate, initialize, and call:<export>; V8 has neither engine, link nor store.
   */
  phases: {
    [k: string]: Percentiles;
  };
}
/**
 * Engine to first instance, over the processes.
 */
export interface Stats1 {
  /**
   * Number of samples.
   */
  iterations: number;
  /**
   * Least, ms.
   */
  min_ms: number;
  /**
   * Greatest, ms.
   */
  max_ms: number;
  /**
   * Arithmetic mean, ms.
   */
  mean_ms: number;
  /**
   * Median, ms.
   */
  p50_ms: number;
  /**
   * 90th percentile, ms.
   */
  p90_ms: number;
  /**
   * 99th percentile, ms.
   */
  p99_ms: number;
}
/**
 * Percentiles, ms.
 */
export interface Percentiles {
  /**
   * Median, ms.
   */
  p50_ms: number;
  /**
   * 90th percentile, ms.
   */
  p90_ms: number;
  /**
   * 99th percentile, ms.
   */
  p99_ms: number;
}
/**
 * Instantiating again in the same engine: median over the processes of each figure.
 */
export interface Stats2 {
  /**
   * Number of samples.
   */
  iterations: number;
  /**
   * Least, ms.
   */
  min_ms: number;
  /**
   * Greatest, ms.
   */
  max_ms: number;
  /**
   * Arithmetic mean, ms.
   */
  mean_ms: number;
  /**
   * Median, ms.
   */
  p50_ms: number;
  /**
   * 90th percentile, ms.
   */
  p90_ms: number;
  /**
   * 99th percentile, ms.
   */
  p99_ms: number;
}
/**
 * What it depends on beside the bytes: the engine and, where machine code counts, the platform.
 */
export interface Basis {
  /**
   * Identity of what compiled and linked the module.
   */
  toolchain?: string;
  /**
   * C compiler and archiver of native objects; absent: wasmgate.json names none.
   */
  c_compiler?: string;
  /**
   * What worked on the linked module before wasm-opt, such as wasm-bindgen 0.2.106; absent: nothing did.
   */
  postlink?: string;
  /**
   * wasm-opt, its version and its level; absent: not run.
   */
  optimizer?: string;
  /**
   * Name and version of what made the component; absent: nothing did.
   */
  componentizer?: string;
  /**
   * What linked a program of the host.
   */
  linker?: string;
  /**
   * Versions of zlib and brotli, and the architecture.
   */
  compressor?: string;
  /**
   * wasmtime or v8, its version and its compiler.
   */
  engine?: string;
  /**
   * Machine that machine code was made for, such as x64-linux.
   */
  platform?: string;
}
/**
 * Further runs, from the private cache.
 */
export interface Stats3 {
  /**
   * Number of samples.
   */
  iterations: number;
  /**
   * Least, ms.
   */
  min_ms: number;
  /**
   * Greatest, ms.
   */
  max_ms: number;
  /**
   * Arithmetic mean, ms.
   */
  mean_ms: number;
  /**
   * Median, ms.
   */
  p50_ms: number;
  /**
   * 90th percentile, ms.
   */
  p90_ms: number;
  /**
   * 99th percentile, ms.
   */
  p99_ms: number;
}
/**
 * Head against baseline in one run: both and the baseline again take turns in each of many fresh processes.
 */
export interface Comparison {
  head: ComparedFile;
  baseline: ComparedFile;
  /**
   * See docs/measuring.md.
   */
  verdict: 'regressed' | 'improved' | 'pass' | 'unproven' | 'identical';
  /**
   * Why nothing was measured.
   */
  skipped?: 'identical_bytes';
  /**
   * What the intervals are.
   */
  method: string;
  /**
   * Confidence that the intervals of all metrics hold at once.
   */
  confidence: number;
  /**
   * Of the order of each measuring.
   *
   * Items: A seed.
   */
  seeds: number[];
  /**
   * Rounds of each measuring; 0 when skipped.
   */
  rounds: number;
  /**
   * The gated family.
   */
  metrics: ComparedMetric[];
  /**
   * Every process, in the order in which they ran.
   */
  runs: ComparedProcess[];
}
/**
 * A file that was compared.
 */
export interface ComparedFile {
  /**
   * The file: relative to the subject, its name, or git:<revision>.
   */
  artifact: string;
  /**
   * SHA-256, in lower-case hexadecimal.
   */
  sha256: string;
}
/**
 * A timed metric, head against baseline.
 */
export interface ComparedMetric {
  /**
   * Name of the metric, as in baseline.json.
   */
  name: string;
  /**
   * See docs/measuring.md.
   */
  status: 'regressed' | 'improved' | 'pass' | 'unproven' | 'identical';
  /**
   * Why it is unproven; not_repeated: why it passes although a measuring leaned elsewhere.
   */
  reason?: 'null_moved' | 'too_noisy' | 'not_repeated';
  /**
   * Head divided by baseline: above 1 is slower. Hodges-Lehmann estimate over the rounds of the last measuring.
   */
  ratio: number;
  /**
   * Lower and upper end.
   *
   * @minItems 2
   * @maxItems 2
   */
  interval: number[];
  /**
   * Head: median over the processes of the median over their blocks, ms; null when the files are identical.
   */
  head_ms: number | null;
  /**
   * Baseline, in this run: the same.
   */
  baseline_ms: number | null;
  /**
   * Rounds behind it.
   */
  rounds: number;
  /**
   * A smaller change fails nothing, in percent: the largest of 2 %, 0.1 us, and half of the null's 99 % interval; null when the files are identical.
   */
  least_change_pct: number | null;
  /**
   * The baseline against itself; null when the files are identical.
   */
  null: NullContrast | null;
  /**
   * The measurings before the last one, in their order: one that leaned to a side, which had to come again, or one that proved nothing.
   *
   * @maxItems 2
   *
   * Items: A measuring.
   */
  earlier: {
    /**
     * Estimate.
     */
    ratio: number;
    /**
     * Lower and upper end.
     *
     * @minItems 2
     * @maxItems 2
     */
    interval: number[];
    null: NullContrast;
  }[];
}
/**
 * The baseline against itself under another name: what this run cannot tell from nothing.
 */
export interface NullContrast {
  /**
   * Estimate.
   */
  ratio: number;
  /**
   * Lower and upper end.
   *
   * @minItems 2
   * @maxItems 2
   */
  interval: number[];
  /**
   * Half of its own interval at 99 %, in percent.
   */
  half_width_pct: number;
  /**
   * Its interval lies wholly on one side of 1.
   */
  moved: boolean;
}
/**
 * A fresh process of a comparison: it starts all arms in turn, under one allocator.
 */
export interface ComparedProcess {
  /**
   * 1, or more for what was measured again.
   */
  attempt: number;
  /**
   * Round, from 1.
   */
  round: number;
  /**
   * The metrics of its allocator, by name.
   */
  metrics: {
    [k: string]: ComparedSample;
  };
}
/**
 * What a sample says: medians over its blocks, in each of which every arm was measured once.
 */
export interface ComparedSample {
  /**
   * Blocks that count.
   */
  blocks: number;
  /**
   * Of the head, ms.
   */
  head_ms: number;
  /**
   * Of the baseline, ms.
   */
  baseline_ms: number;
  /**
   * Of the baseline under another name, ms.
   */
  again_ms: number;
  /**
   * Median of head / baseline within a block.
   */
  ratio: number;
  /**
   * Median of again / baseline within a block.
   */
  null_ratio: number;
}
/**
 * A program of the host. Each sample is a fresh process.
 */
export interface NativeBin {
  /**
   * Name of a program of the crate: it names a file, and the metrics native.<bin>.…
   */
  bin: string;
  /**
   * What it was given.
   */
  args: string[];
  /**
   * SHA-256, in lower-case hexadecimal.
   */
  sha256: string;
  /**
   * Length of the file.
   */
  bytes: number;
  /**
   * Machine that it runs on, such as x86_64-linux.
   */
  platform: string;
  /**
   * What linked it.
   */
  linker: string;
  /**
   * False when a run did not exit 0: then there are no figures.
   */
  ran: boolean;
  /**
   * Fresh processes behind the figures.
   */
  processes: number;
  /**
   * Spawn to exit, whole process.
   */
  startup_time_ms: Stats4 | null;
  /**
   * Length of the file, kB (1,024 bytes), to one decimal.
   */
  binary_size_kb: number;
  /**
   * Runs a second, one after the other: 1,000 by the mean of startup_time_ms.
   */
  throughput_invocations_per_sec: number | null;
  /**
   * The most of its memory that was resident (VmHWM), kB of 1,024 B, over processes of their own; null where it is not known, as peak_rss_unknown says.
   */
  peak_rss_kb: {
    /**
     * Processes behind it.
     */
    processes: number;
    /**
     * Median, kB.
     */
    p50: number;
    /**
     * Least, kB.
     */
    min: number;
    /**
     * Most, kB.
     */
    max: number;
  } | null;
  /**
   * Why its memory is not known.
   */
  peak_rss_unknown?: string;
  /**
   * Against the accepted program, both measured in this run; null when there was nothing to compare with.
   */
  comparison: NativeComparison | null;
  /**
   * Why there is no comparison: nothing was accepted, it was accepted on another platform, or one of the two failed.
   */
  uncompared?: 'no_baseline' | 'other_platform' | 'failed';
}
/**
 * Statistics of samples.
 */
export interface Stats4 {
  /**
   * Number of samples.
   */
  iterations: number;
  /**
   * Least, ms.
   */
  min_ms: number;
  /**
   * Greatest, ms.
   */
  max_ms: number;
  /**
   * Arithmetic mean, ms.
   */
  mean_ms: number;
  /**
   * Median, ms.
   */
  p50_ms: number;
  /**
   * 90th percentile, ms.
   */
  p90_ms: number;
  /**
   * 99th percentile, ms.
   */
  p99_ms: number;
}
/**
 * A program against an earlier one in one run: single runs of both and of the earlier one again take turns.
 */
export interface NativeComparison {
  baseline: ComparedFile;
  /**
   * Why nothing was measured.
   */
  skipped?: 'identical_bytes';
  /**
   * What the interval is.
   */
  method: string;
  /**
   * Confidence that the intervals of all programs hold at once.
   */
  confidence: number;
  /**
   * Of the order of each measuring.
   *
   * Items: A seed.
   */
  seeds: number[];
  /**
   * Rounds of each measuring; 0 when skipped.
   */
  rounds: number;
  metric: ComparedMetric1;
  /**
   * Runs a second of each in this comparison; null when skipped.
   */
  throughput: {
    /**
     * Of the head.
     */
    head: number;
    /**
     * Of the baseline.
     */
    baseline: number;
  } | null;
  /**
   * native.<bin>.peak_rss_kb, compared by rounds of single runs; null when skipped, and where memory is not known.
   */
  peak_rss: {
    metric: ComparedMetric2;
    /**
     * Of the head, kB.
     */
    head_kb: number;
    /**
     * Of the baseline, kB.
     */
    baseline_kb: number;
  } | null;
  /**
   * Every round, so that others can analyse it anew.
   */
  runs: NativeRound[];
}
/**
 * A timed metric, head against baseline.
 */
export interface ComparedMetric1 {
  /**
   * Name of the metric, as in baseline.json.
   */
  name: string;
  /**
   * See docs/measuring.md.
   */
  status: 'regressed' | 'improved' | 'pass' | 'unproven' | 'identical';
  /**
   * Why it is unproven; not_repeated: why it passes although a measuring leaned elsewhere.
   */
  reason?: 'null_moved' | 'too_noisy' | 'not_repeated';
  /**
   * Head divided by baseline: above 1 is slower. Hodges-Lehmann estimate over the rounds of the last measuring.
   */
  ratio: number;
  /**
   * Lower and upper end.
   *
   * @minItems 2
   * @maxItems 2
   */
  interval: number[];
  /**
   * Head: median over the processes of the median over their blocks, ms; null when the files are identical.
   */
  head_ms: number | null;
  /**
   * Baseline, in this run: the same.
   */
  baseline_ms: number | null;
  /**
   * Rounds behind it.
   */
  rounds: number;
  /**
   * A smaller change fails nothing, in percent: the largest of 2 %, 0.1 us, and half of the null's 99 % interval; null when the files are identical.
   */
  least_change_pct: number | null;
  /**
   * The baseline against itself; null when the files are identical.
   */
  null: NullContrast | null;
  /**
   * The measurings before the last one, in their order: one that leaned to a side, which had to come again, or one that proved nothing.
   *
   * @maxItems 2
   *
   * Items: A measuring.
   */
  earlier: {
    /**
     * Estimate.
     */
    ratio: number;
    /**
     * Lower and upper end.
     *
     * @minItems 2
     * @maxItems 2
     */
    interval: number[];
    null: NullContrast;
  }[];
}
/**
 * A timed metric, head against baseline.
 */
export interface ComparedMetric2 {
  /**
   * Name of the metric, as in baseline.json.
   */
  name: string;
  /**
   * See docs/measuring.md.
   */
  status: 'regressed' | 'improved' | 'pass' | 'unproven' | 'identical';
  /**
   * Why it is unproven; not_repeated: why it passes although a measuring leaned elsewhere.
   */
  reason?: 'null_moved' | 'too_noisy' | 'not_repeated';
  /**
   * Head divided by baseline: above 1 is slower. Hodges-Lehmann estimate over the rounds of the last measuring.
   */
  ratio: number;
  /**
   * Lower and upper end.
   *
   * @minItems 2
   * @maxItems 2
   */
  interval: number[];
  /**
   * Head: median over the processes of the median over their blocks, ms; null when the files are identical.
   */
  head_ms: number | null;
  /**
   * Baseline, in this run: the same.
   */
  baseline_ms: number | null;
  /**
   * Rounds behind it.
   */
  rounds: number;
  /**
   * A smaller change fails nothing, in percent: the largest of 2 %, 0.1 us, and half of the null's 99 % interval; null when the files are identical.
   */
  least_change_pct: number | null;
  /**
   * The baseline against itself; null when the files are identical.
   */
  null: NullContrast | null;
  /**
   * The measurings before the last one, in their order: one that leaned to a side, which had to come again, or one that proved nothing.
   *
   * @maxItems 2
   *
   * Items: A measuring.
   */
  earlier: {
    /**
     * Estimate.
     */
    ratio: number;
    /**
     * Lower and upper end.
     *
     * @minItems 2
     * @maxItems 2
     */
    interval: number[];
    null: NullContrast;
  }[];
}
/**
 * A round of single runs that take turns.
 */
export interface NativeRound {
  /**
   * 1, or more for what was measured again.
   */
  attempt: number;
  /**
   * Round, from 1.
   */
  round: number;
  figures: ComparedSample;
}
/**
 * Written by wasm-feature-check.
 */
export interface FeaturesJson {
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
   * SHA-256, in lower-case hexadecimal.
   */
  artifact_sha256: string;
  /**
   * module: a core WebAssembly module; component: a WebAssembly component.
   */
  kind: 'module' | 'component';
  /**
   * What inspected the file.
   */
  tool: 'wasmgate' | 'wasm-objdump' | 'wasm-tools' | 'strings';
  /**
   * Its version.
   */
  tool_version: string;
  /**
   * External tools that were asked for and could not be used, and why.
   *
   * Items: A tool.
   */
  passed_over: {
    /**
     * Name.
     */
    tool: string;
    /**
     * Why.
     */
    reason: string;
  }[];
  /**
   * Which evidence was available.
   */
  evidence_levels: ('units' | 'names' | 'imports' | 'strings')[];
  /**
   * Every file that was looked at.
   *
   * Items: A file.
   */
  inspected: {
    /**
     * The file.
     */
    artifact: string;
    /**
     * SHA-256, in lower-case hexadecimal.
     */
    sha256: string;
    /**
     * Evidence taken from it.
     */
    levels: ('units' | 'names' | 'imports' | 'strings')[];
  }[];
  /**
   * True when there is no wasmgate.json that says what to look for: the groups are clawft's. Absent otherwise.
   */
  default_groups?: boolean;
  /**
   * One entry per group.
   *
   * Items: A group of excluded features.
   */
  groups: {
    /**
     * Name of the group.
     */
    name: string;
    /**
     * See docs/features.md.
     */
    verdict:
      | 'absent_proven'
      | 'absent_by_evidence'
      | 'present_reachable'
      | 'present_retained'
      | 'mentioned_only'
      | 'inconclusive';
    /**
     * Weakest level that the verdict rests on.
     */
    level: ('units' | 'names' | 'imports' | 'strings') | null;
    /**
     * True when the verdict is a violation for this group.
     */
    fails: boolean;
    /**
     * Why the group is excluded.
     */
    reason?: string;
    /**
     * What to use instead.
     */
    instead?: string;
    /**
     * What each kind of rule that the group has was answered with: the verdict is the worst of them.
     *
     * Items: The answer to one kind of rule.
     */
    answers?: {
      /**
       * Which rules of the group.
       */
      rules: 'crates' | 'paths' | 'functions' | 'imports' | 'patterns' | 'strings';
      /**
       * The verdict on these rules alone.
       */
      verdict:
        | 'absent_proven'
        | 'absent_by_evidence'
        | 'present_reachable'
        | 'present_retained'
        | 'mentioned_only'
        | 'inconclusive';
      /**
       * The level that answered; null when none did.
       */
      level: ('units' | 'names' | 'imports' | 'strings') | null;
    }[];
    /**
     * How much evidence there is: "evidence" holds the strongest of it, at most 20 pieces.
     */
    evidence_count?: number;
    /**
     * How much of it exceptions cover. "verdict" says what is there all the same; "fails" goes by the rest.
     */
    excepted_count?: number;
    /**
     * Evidence that the rule demands and that was not to be had.
     */
    missing: string[];
    /**
     * What was found.
     *
     * Items: One piece of evidence.
     */
    evidence: {
      /**
       * What it was found in.
       */
      source: 'unit' | 'name' | 'import' | 'export' | 'string' | 'custom_section' | 'tool';
      /**
       * The rule that matched: a crate, a pattern, a path.
       */
      matched: string;
      /**
       * What was found (control characters removed, at most 300 characters).
       */
      text: string;
      /**
       * Where: section, function or byte offset.
       */
      where: string;
      /**
       * The file that it is in: one of "inspected".
       */
      artifact?: string;
      /**
       * Byte offset in that file.
       */
      offset?: number;
      /**
       * Whether a call path leads there from an export.
       */
      reach?: 'reachable' | 'retained' | 'unknown';
      /**
       * Call path from an export, outermost first.
       */
      via?: string[];
      /**
       * True when every step of the path is a direct call; false when one goes through a table or a reference, and so may not be taken.
       */
      certain?: boolean;
      /**
       * Functions of named.wasm that hold this function's code: itself, or one whose body was equal in linked.wasm, under whose name wasm-opt kept it. Empty: none has it under a name that was equal then; it was inlined, removed or merged later, which names cannot tell apart.
       */
      shipped_as?: string[];
      /**
       * Other functions of linked.wasm with an equal body: wasm-opt keeps one for all. At most 10.
       */
      aliases?: string[];
      /**
       * Why the rule that matched excludes it, when it has a reason of its own.
       */
      reason?: string;
      /**
       * What to use instead, when the rule that matched says so.
       */
      instead?: string;
      /**
       * Index into "exceptions" of the one that covers it.
       */
      exception?: number;
    }[];
  }[];
  /**
   * The exceptions of wasmgate.json, those that last longest first. The file that a subject keeps does not say why, whose and until when they are: the gate's settings do, so that the day is not in it.
   *
   * Items: An exception.
   */
  exceptions?: {
    /**
     * Name of the group.
     */
    group: string;
    /**
     * The rule that may be broken; absent: any of the group.
     */
    rule?: string;
    /**
     * Text of evidence that is excepted; * stands for anything.
     */
    match: string;
    /**
     * Why it is accepted. With owner, expires and ended: only in what is printed.
     */
    reason?: string;
    /**
     * Who answers for it.
     */
    owner?: string;
    /**
     * The last day on which it counts, in UTC: YYYY-MM-DD.
     */
    expires?: string;
    /**
     * How much evidence it covers; 0: it is not needed.
     */
    used: number;
    /**
     * The first piece of evidence that it covers.
     */
    evidence?: string;
    /**
     * True when that day is over.
     */
    ended?: boolean;
  }[];
  /**
   * Exports and imports that must be there.
   *
   * Items: A rule on what must be there.
   */
  required?: {
    /**
     * What it is.
     */
    kind: 'export' | 'import';
    /**
     * As wasmgate.json writes it.
     */
    match: string;
    /**
     * How many there are; 0 is a violation.
     */
    found: number;
  }[];
  /**
   * fail when any finding is a violation.
   */
  verdict: 'pass' | 'fail';
  /**
   * What was noticed: codes and arguments, never prose.
   */
  findings: Finding[];
  /**
   * SHA-256 of the slice of settings that this answers; null for a file given by path without a configuration.
   */
  settings_sha256: string | null;
}

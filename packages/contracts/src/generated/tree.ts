/* Generated from schemas/ by `npm run generate -w @wasmgate/contracts`. Do not edit. */

/**
 * Written by wasm-size: what every byte of a file belongs to, down to functions, for who looks at it (wasm-report). size.json has the figures that are gated.
 */
export interface TreeJson {
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
  shipped: Program;
  /**
   * What would ship without wasm-opt; null for a file given by path.
   */
  unoptimized: Program1 | null;
  /**
   * What changed since the accepted artifact, or --diff; null when there is none to compare with.
   */
  changes: Changes | null;
}
/**
 * What ships, or the file given.
 */
export interface Program {
  /**
   * The file.
   */
  artifact: string;
  /**
   * Of that file.
   */
  sha256: string;
  /**
   * Length of the file.
   */
  bytes: number;
  /**
   * Why no function has a name; null when some have.
   */
  unattributed:
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
   * What is no function, by part, as in size.json.
   */
  parts: {
    /**
     * Data segments.
     */
    data: Leaf[];
    /**
     * What else core modules hold.
     */
    core_sections: Leaf1[];
    /**
     * Custom sections of core modules.
     */
    custom_sections: Leaf2[];
    /**
     * What a component adds around them.
     */
    wrapper: Leaf3[];
  };
  /**
   * Who owns functions: the columns below name them by their place here.
   *
   * Items: An owner.
   */
  owners: {
    /**
     * Its name; null when it is no crate.
     */
    crate: string | null;
    /**
     * What kind of owner it is.
     */
    kind: 'crate' | 'sysroot' | 'no_crate' | 'unattributed';
  }[];
  /**
   * Modules of owners: the column below names them by their place here.
   *
   * Items: A module.
   */
  modules: {
    /**
     * Place of the owner that defines what is in it.
     */
    owner: number;
    /**
     * Its path inside the owner, as de::read; empty for the owner's root, and where names do not tell.
     */
    path: string;
  }[];
  /**
   * Ways to come to a function: the column below names them by their place here.
   *
   * Items: A way.
   */
  steps: {
    /**
     * How the caller leads there, or why it can be entered. retained: only a table or a global holds it; unreferenced: nothing does.
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
      | 'array_elem'
      | 'retained'
      | 'unreferenced';
    /**
     * The instruction, or the export, names its target.
     */
    certain: boolean;
  }[];
  /**
   * The largest functions, and those that hold or call one of these: a column a field, a place a function.
   */
  functions: {
    /**
     * All functions of the file.
     */
    count: number;
    /**
     * Demangled names.
     *
     * Items: A name.
     */
    name: string[];
    /**
     * Place in modules of the one that it is written in.
     *
     * Items: That of a function.
     */
    module: number[];
    /**
     * Place in owners of the one without which it would not be there.
     *
     * Items: That of a function.
     */
    instantiated_for: number[];
    /**
     * Its own bytes.
     *
     * Items: That of a function.
     */
    bytes: number[];
    /**
     * Its own bytes and those of all that only it leads to; null without a call graph.
     */
    retained: number[] | null;
    /**
     * Place here of the nearest function that every path to it leads through; -1: none, or none that stands here.
     *
     * Items: That of a function.
     */
    holder: number[];
    /**
     * Place here of the function before it on a shortest path from an export; -1: the path begins here, there is none, or it does not stand here.
     *
     * Items: That of a function.
     */
    caller: number[];
    /**
     * Place in steps: how that one leads here; -1 without a call graph.
     *
     * Items: That of a function.
     */
    step: number[];
  };
  /**
   * Exports that a path begins at.
   *
   * Items: An export.
   */
  exports: {
    /**
     * Place of the function.
     */
    function: number;
    /**
     * Its name.
     */
    name: string;
  }[];
  /**
   * Functions that do not stand above, by owner.
   *
   * Items: Functions of one owner.
   */
  others: {
    /**
     * Place of the owner that defines them.
     */
    owner: number;
    /**
     * Place of the owner without which they would not be there.
     */
    instantiated_for: number;
    /**
     * How many.
     */
    functions: number;
    /**
     * Their bytes.
     */
    bytes: number;
  }[];
}
/**
 * A piece.
 */
export interface Leaf {
  /**
   * What it is.
   */
  name: string;
  /**
   * How many of them there are.
   */
  count: number;
  /**
   * Their bytes.
   */
  bytes: number;
}
/**
 * A piece.
 */
export interface Leaf1 {
  /**
   * What it is.
   */
  name: string;
  /**
   * How many of them there are.
   */
  count: number;
  /**
   * Their bytes.
   */
  bytes: number;
}
/**
 * A piece.
 */
export interface Leaf2 {
  /**
   * What it is.
   */
  name: string;
  /**
   * How many of them there are.
   */
  count: number;
  /**
   * Their bytes.
   */
  bytes: number;
}
/**
 * A piece.
 */
export interface Leaf3 {
  /**
   * What it is.
   */
  name: string;
  /**
   * How many of them there are.
   */
  count: number;
  /**
   * Their bytes.
   */
  bytes: number;
}
/**
 * That file.
 */
export interface Program1 {
  /**
   * The file.
   */
  artifact: string;
  /**
   * Of that file.
   */
  sha256: string;
  /**
   * Length of the file.
   */
  bytes: number;
  /**
   * Why no function has a name; null when some have.
   */
  unattributed:
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
   * What is no function, by part, as in size.json.
   */
  parts: {
    /**
     * Data segments.
     */
    data: Leaf[];
    /**
     * What else core modules hold.
     */
    core_sections: Leaf1[];
    /**
     * Custom sections of core modules.
     */
    custom_sections: Leaf2[];
    /**
     * What a component adds around them.
     */
    wrapper: Leaf3[];
  };
  /**
   * Who owns functions: the columns below name them by their place here.
   *
   * Items: An owner.
   */
  owners: {
    /**
     * Its name; null when it is no crate.
     */
    crate: string | null;
    /**
     * What kind of owner it is.
     */
    kind: 'crate' | 'sysroot' | 'no_crate' | 'unattributed';
  }[];
  /**
   * Modules of owners: the column below names them by their place here.
   *
   * Items: A module.
   */
  modules: {
    /**
     * Place of the owner that defines what is in it.
     */
    owner: number;
    /**
     * Its path inside the owner, as de::read; empty for the owner's root, and where names do not tell.
     */
    path: string;
  }[];
  /**
   * Ways to come to a function: the column below names them by their place here.
   *
   * Items: A way.
   */
  steps: {
    /**
     * How the caller leads there, or why it can be entered. retained: only a table or a global holds it; unreferenced: nothing does.
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
      | 'array_elem'
      | 'retained'
      | 'unreferenced';
    /**
     * The instruction, or the export, names its target.
     */
    certain: boolean;
  }[];
  /**
   * The largest functions, and those that hold or call one of these: a column a field, a place a function.
   */
  functions: {
    /**
     * All functions of the file.
     */
    count: number;
    /**
     * Demangled names.
     *
     * Items: A name.
     */
    name: string[];
    /**
     * Place in modules of the one that it is written in.
     *
     * Items: That of a function.
     */
    module: number[];
    /**
     * Place in owners of the one without which it would not be there.
     *
     * Items: That of a function.
     */
    instantiated_for: number[];
    /**
     * Its own bytes.
     *
     * Items: That of a function.
     */
    bytes: number[];
    /**
     * Its own bytes and those of all that only it leads to; null without a call graph.
     */
    retained: number[] | null;
    /**
     * Place here of the nearest function that every path to it leads through; -1: none, or none that stands here.
     *
     * Items: That of a function.
     */
    holder: number[];
    /**
     * Place here of the function before it on a shortest path from an export; -1: the path begins here, there is none, or it does not stand here.
     *
     * Items: That of a function.
     */
    caller: number[];
    /**
     * Place in steps: how that one leads here; -1 without a call graph.
     *
     * Items: That of a function.
     */
    step: number[];
  };
  /**
   * Exports that a path begins at.
   *
   * Items: An export.
   */
  exports: {
    /**
     * Place of the function.
     */
    function: number;
    /**
     * Its name.
     */
    name: string;
  }[];
  /**
   * Functions that do not stand above, by owner.
   *
   * Items: Functions of one owner.
   */
  others: {
    /**
     * Place of the owner that defines them.
     */
    owner: number;
    /**
     * Place of the owner without which they would not be there.
     */
    instantiated_for: number;
    /**
     * How many.
     */
    functions: number;
    /**
     * Their bytes.
     */
    bytes: number;
  }[];
}
/**
 * What changed.
 */
export interface Changes {
  /**
   * The file compared with.
   */
  against: string;
  /**
   * Of that file.
   */
  against_sha256: string;
  parts: Parts;
  /**
   * Functions that changed, what changed most first.
   */
  functions: {
    /**
     * All of them.
     */
    count: number;
    /**
     * The first of them.
     */
    items: FunctionChange[];
    others: ChangeCount;
  };
}
/**
 * By part of the file.
 */
export interface Parts {
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
}
/**
 * A function.
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

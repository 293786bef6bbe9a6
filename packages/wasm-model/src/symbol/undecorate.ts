/** A name, and what linkers and optimizers wrote around it. */
export interface Undecorated {
  readonly prefix: string;
  /** What the compiler called it. */
  readonly name: string;
  readonly suffix: string;
}

/** Decorations of one name: each pass of an optimizer may add one. */
const MAX_DECORATIONS = 8;
/** The longest decoration that is known, with its number. Unit: UTF-16 code units. */
const MAX_LENGTH = 64;

/**
 * In front: what binaryen calls parts of a function that it split or merged, and the stubs by which it calls JavaScript
 * (src/passes/Inlining.cpp, MergeSimilarFunctions.cpp, FuncCastEmulation.cpp, LegalizeJSInterface.cpp). Whatever else ends
 * in `$` before a mangled name is a pass as well.
 */
const PREFIX =
  /^(?:byn[$-][\w-]*\$|legal(?:stub|import|func)\$|(?!__?(?:R[A-Z]|Z))[\w.-]+\$(?=__?(?:R[A-Z]|Z)))/;

/**
 * Behind: wasm-bindgen's shims (crates multivalue-xform, externref-xform) and wasm-ld's wrapper of an export; LLVM's numbers
 * of locals and its parts of a function (HotColdSplitting, CoroSplit, FunctionSpecialization), as they stand and as a demangler
 * writes them; binaryen's number of a second function of one name.
 */
const SUFFIX = new RegExp(
  String.raw`(?: (?:multivalue|externref) shim|\.command_export|#\d{1,10}| ?[[(](?:clone )?\.[\w.]+[\])]|` +
    String.raw`\.llvm\.[0-9A-F@]+|\.(?:cold|warm|hot|resume|destroy|cleanup)(?:\.\d+)?|` +
    String.raw`\.(?:part|isra|constprop|specialized|lto_priv|content)\.\d+|\.\d{1,10})$`,
);

/** Behind a name of the v0 scheme, which has no dots, whatever follows one is a vendor's (RFC 2603, "vendor-specific suffix"). */
const V0 = /^__?R[A-Z]/;
const VENDOR_SUFFIX = /\.[\w$@]{1,60}$/;

/** No decoration is without one of these. */
const MAYBE_DECORATED = /[$.#]| shim$/;

/** Takes decorations off, however many. Linear in the name's length. */
export function undecorate(decorated: string): Undecorated {
  if (!MAYBE_DECORATED.test(decorated)) return { prefix: '', name: decorated, suffix: '' };
  let start = 0;
  let end = decorated.length;
  for (let left = MAX_DECORATIONS; left > 0; left--) {
    const before = PREFIX.exec(decorated.slice(start, Math.min(end, start + MAX_LENGTH)))?.[0].length ?? 0;
    start += before;
    const tail = decorated.slice(Math.max(start, end - MAX_LENGTH), end);
    const isV0 = V0.test(decorated.slice(start, start + 4));
    const suffix = SUFFIX.exec(tail) ?? (isV0 ? VENDOR_SUFFIX.exec(tail) : null);
    const behind = suffix?.[0].length ?? 0;
    end -= behind;
    if (before + behind === 0) break;
  }
  // What is nothing but decoration is a name of its own.
  if (start === end) return { prefix: '', name: decorated, suffix: '' };
  return {
    prefix: decorated.slice(0, start),
    name: decorated.slice(start, end),
    suffix: decorated.slice(end),
  };
}

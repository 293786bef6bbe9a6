import type { AdviceJson } from './generated/advice.ts';

/** What one argument of a piece of advice holds. */
interface Values {
  readonly text: string;
  readonly number: number;
  readonly texts: readonly string[];
}

/** A code's arguments, each with what it holds. */
type Arguments = Readonly<Record<string, keyof Values>>;

/**
 * Every piece of advice that wasm-size --advise gives, and its arguments. `packages/words` has the words (a code without words does
 * not compile), docs/advice.md a section for each kind.
 */
export const adviceCodes = {
  /** `role` as `customSectionRole` of wasm-model has it. */
  custom_sections_idle: { role: 'text', sections: 'texts' },
  /** `from`: the module that wasm-opt was given, such as linked.wasm. */
  optimizer_gains: { options: 'text', from: 'text' },
  traps_never_happen: { options: 'text', from: 'text' },
  similar_functions: { options: 'text', from: 'text' },
  /** `exports`: the first of `count`. */
  exports_unused: { exports: 'texts', count: 'number', evidence: 'text' },
  /** Functions, and imports by name, that nothing in the module leads to. */
  nothing_leads_there: { functions: 'number', imports: 'texts' },
  zero_runs: { zero_bytes: 'number', segments: 'number' },
  repeated_data: { bytes: 'number', count: 'number', text: 'text' },
  memory_oversized: { pages: 'number', needed_pages: 'number' },
  table_oversized: { elements: 'number', needed_elements: 'number' },
  generic_family: { family: 'text', instances: 'number' },
  /** `path_bytes`: source paths in data, which panics name. */
  panic_and_formatting: { functions: 'number', path_bytes: 'number' },
  allocator_share: { allocator: 'text', functions: 'number' },
  /** `through`: functions of other crates that call into it, nearest to an export first. */
  dependency: { crate: 'text', functions: 'number', through: 'texts' },
  /** `settings` of the profile, as they stand in Cargo.toml. */
  cargo_profile: { profile: 'text', settings: 'texts' },
} as const satisfies Readonly<Record<AdviceJson['advice'][number]['code'], Arguments>>;

/** A code of advice. */
export type AdviceCode = keyof typeof adviceCodes;

/** The arguments of a code. */
export type AdviceArgs<C extends AdviceCode> = {
  readonly [N in keyof (typeof adviceCodes)[C]]: Values[(typeof adviceCodes)[C][N] & keyof Values];
};

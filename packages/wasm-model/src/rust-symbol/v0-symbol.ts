import { crateOf, V0PathCollector } from './collect-v0.ts';
import type { V0Syntax } from './parse-v0.ts';
import { printV0 } from './print-v0.ts';
import { cratesOf, type RustPath, type RustSymbol } from './types.ts';

/** What a v0 name says. Its text and the paths in it are made when they are asked for: of most names only the crates are. */
export class V0Symbol implements RustSymbol {
  readonly scheme = 'v0';
  readonly crate: string;
  readonly crate_disambiguator: string | null;
  readonly path: readonly string[];
  readonly hash = null;
  readonly instantiating_crate: string | null;
  readonly #syntax: V0Syntax;
  readonly #suffix: string;
  readonly #collector: V0PathCollector;

  /** `length` is that of the name; `suffix` what a vendor wrote behind it. */
  constructor(syntax: V0Syntax, length: number, suffix: string) {
    const root = crateOf(syntax.path);
    this.#syntax = syntax;
    this.#suffix = suffix;
    this.#collector = new V0PathCollector(syntax, length);
    this.crate = root.name;
    this.crate_disambiguator = root.disambiguator === 0n ? null : root.disambiguator.toString(16);
    this.path = this.#collector.first?.segments ?? [root.name];
    this.instantiating_crate = syntax.instantiating === null ? null : crateOf(syntax.instantiating).name;
  }

  get text(): string {
    return printV0(this.#syntax.path) + this.#suffix;
  }

  get paths(): readonly RustPath[] {
    return this.#collector.all();
  }

  get crates(): readonly string[] {
    return cratesOf(this.paths);
  }

  get partial(): boolean {
    this.#collector.all();
    return this.#collector.partial;
  }
}

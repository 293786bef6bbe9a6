import { implOwner } from './impl-owner.ts';
import { TextLexer } from './text-lexer.ts';
import type { RustPath, RustPathRole } from './types.ts';

/** Nesting of brackets that is still parsed. */
const MAX_DEPTH = 200;
const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['<', '>'],
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** The text is not one Rust path. One for all texts: to note a stack takes longer than to parse. Never leaves this file. */
const NO_PATH = new Error('not a Rust path');

/** A path whose role may still change: in `<impl Trait for Type>` the trait is known as such only at the `for`. */
interface DraftPath {
  readonly segments: readonly string[];
  role: RustPathRole;
}

/** What a demangled text says. */
interface PathText {
  /** Without a crate in front if nothing tells where the item is: `<[u8]>::len` gives `{impl}`, `len`. */
  readonly segments: readonly string[];
  readonly crate: string | null;
  readonly crate_disambiguator: string | null;
  readonly paths: readonly RustPath[];
  /** What follows the path: empty, or a linker's suffix. */
  readonly rest: string;
}

/**
 * Parses demangled text as one path from a crate root, with the paths in its generic arguments and `impl` headers.
 * Types are read leniently (any token that starts no path is passed over), brackets must match. Null otherwise.
 */
export function parsePathText(text: string): PathText | null {
  try {
    return new PathTextParser(text).parse();
  } catch (error) {
    if (error === NO_PATH) return null;
    throw error;
  }
}

class PathTextParser {
  private readonly lexer: TextLexer;
  private readonly drafts: DraftPath[] = [];
  private disambiguator: string | null = null;
  private depth = 0;

  constructor(text: string) {
    this.lexer = new TextLexer(text);
  }

  parse(): PathText {
    const { segments, known } = this.path();
    const drafts = known ? [{ segments, role: 'defining' as const }, ...this.drafts] : this.drafts;
    const unique = new Map(drafts.map((draft) => [`${draft.role} ${draft.segments.join('::')}`, draft]));
    return {
      segments,
      crate: known ? (segments[0] ?? null) : null,
      crate_disambiguator: this.disambiguator,
      paths: [...unique.values()].map((draft) => ({ crate: draft.segments[0] ?? '', ...draft })),
      rest: `${this.lexer.spaced ? ' ' : ''}${this.lexer.rest()}`,
    };
  }

  /** A path; `known` is false if its crate is not. */
  private path(): { segments: string[]; known: boolean } {
    const { lexer } = this;
    const segments: string[] = [];
    let known = true;
    if (lexer.token === '<') {
      const owner = this.qualified();
      known = owner !== null;
      segments.push(...(owner ?? []), '{impl}');
    } else {
      if (!lexer.isIdent) throw NO_PATH;
      segments.push(lexer.token);
      const top = this.drafts.length === 0 && this.depth === 0;
      lexer.advance();
      this.eatDisambiguator(top);
    }
    for (;;) {
      if (lexer.token === '::') {
        lexer.advance();
        this.segment(segments);
      } else if (lexer.token === '<' && !lexer.spaced) {
        this.bracket('type_argument');
      } else if (lexer.token === '(' && !lexer.spaced && this.depth > 0) {
        this.bracket('type_argument');
      } else if (lexer.token === '{' && !lexer.spaced) {
        segments.push((segments.pop() ?? '') + this.braces());
      } else {
        return { segments, known };
      }
    }
  }

  /** What stands after `::`. */
  private segment(segments: string[]): void {
    const { lexer } = this;
    if (lexer.isIdent) {
      segments.push(lexer.token);
      lexer.advance();
    } else if (lexer.token === '{') {
      segments.push(this.braces());
    } else if (lexer.token === '<') {
      const before = this.lexer.start;
      const isImpl = /^<impl\s/.test(lexer.text.slice(before, before + 6));
      this.bracket(isImpl ? 'self_type' : 'type_argument');
      if (isImpl) segments.push('{impl}');
    } else {
      throw NO_PATH;
    }
  }

  private braces(): string {
    const text = this.lexer.braces();
    if (text === null) throw NO_PATH;
    return text;
  }

  /** rustc-demangle's long form writes the crate's disambiguator after its name: `core[1a2b]`. */
  private eatDisambiguator(top: boolean): void {
    const { lexer } = this;
    if (lexer.token !== '[' || lexer.spaced) return;
    const match = /^\[([0-9a-f]{1,16})\](?=::|$|[^\w\s])/.exec(
      lexer.text.slice(lexer.start, lexer.start + 20),
    );
    if (match === null) return;
    if (top) this.disambiguator = match[1] ?? null;
    while (!lexer.eat(']')) lexer.advance();
  }

  /**
   * `<Type as Trait>`: the module that most likely holds the `impl`. Methods of slices, references and the like,
   * whatever they consist of, are the standard library's: which crate of it is not said.
   */
  private qualified(): readonly string[] | null {
    const structural = /^<[&*([]/.test(this.lexer.text.slice(this.lexer.start, this.lexer.start + 2));
    const direct = this.bracket('self_type');
    const self = direct.find((draft) => draft.role === 'self_type');
    const trait = direct.find((draft) => draft.role === 'trait');
    if (structural && trait === undefined) return null;
    return implOwner(self?.segments ?? null, trait?.segments ?? null);
  }

  /** From an opening bracket to its match. Gives the paths that stand in it directly, not in generic arguments. */
  private bracket(role: RustPathRole): DraftPath[] {
    const { lexer } = this;
    const close = CLOSERS.get(lexer.token);
    if (close === undefined || this.depth >= MAX_DEPTH) throw NO_PATH;
    this.depth += 1;
    lexer.advance();
    const direct: DraftPath[] = [];
    let current = role;
    while (!lexer.eat(close)) current = this.item(direct, current, role);
    this.depth -= 1;
    return direct;
  }

  /** One token or path inside brackets; gives the role of what follows. */
  private item(direct: DraftPath[], current: RustPathRole, role: RustPathRole): RustPathRole {
    const { lexer } = this;
    switch (lexer.token) {
      case '':
        throw NO_PATH;
      case ',':
      case ';':
        lexer.advance();
        return role;
      case '=':
        lexer.advance();
        return 'type_argument';
      case '+':
      case 'as':
      case 'dyn':
        lexer.advance();
        return 'trait';
      case 'impl':
        lexer.advance();
        return role === 'self_type' && direct.length === 0 ? role : 'trait';
      case 'fn':
        lexer.advance();
        return current;
      case 'for':
        return this.afterFor(direct, current);
      case '(':
      case '[':
      case '{':
        for (const draft of this.bracket(current)) direct.push(draft);
        return current;
      case '>':
      case ')':
      case ']':
      case '}':
        throw NO_PATH;
    }
    if (lexer.token !== '<' && !lexer.isIdent) lexer.advance();
    else this.innerPath(direct, current);
    return current;
  }

  /** `for<'a>` binds lifetimes; the `for` of an `impl` says that what stood before it was the trait. */
  private afterFor(direct: DraftPath[], current: RustPathRole): RustPathRole {
    this.lexer.advance();
    if (this.lexer.token === '<' && !this.lexer.spaced) {
      this.bracket('type_argument');
      return current;
    }
    const trait = direct.at(-1);
    if (trait !== undefined) trait.role = 'trait';
    return 'self_type';
  }

  /** A lone identifier is a primitive, a type parameter or a keyword, and names no crate. */
  private innerPath(direct: DraftPath[], role: RustPathRole): void {
    // The place in `drafts` is taken first, so that a path stands before those in its own arguments.
    const at = this.drafts.length;
    const { segments, known } = this.path();
    if (!known || segments.length < 2) return;
    const draft = { segments, role };
    this.drafts.splice(at, 0, draft);
    direct.push(draft);
  }
}

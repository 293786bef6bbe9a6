import type { V0Syntax } from './parse-v0.ts';
import { isSpecial, specialSegment } from './print-v0.ts';
import type { RustPath, RustPathRole } from './types.ts';
import type { V0Const, V0Crate, V0GenericArg, V0Path, V0Pattern, V0Type } from './v0-ast.ts';

/**
 * Characters of path segments that one symbol may yield, per character of its own: back references repeat long
 * prefixes in three characters. The limit is far above what rustc writes.
 */
const MAX_EXPANSION = 64;
const MIN_BUDGET = 65_536;

const FEW_PATHS = 16;

type Item =
  | { readonly is: 'path'; readonly node: V0Path }
  | { readonly is: 'type'; readonly node: V0Type }
  | { readonly is: 'const'; readonly node: V0Const };

/** The crate root a path starts at. */
export function crateOf(path: V0Path): V0Crate {
  let node = path;
  while (node.kind !== 'crate') {
    node = node.kind === 'generic' ? node.base : node.kind === 'trait_method' ? node.trait : node.parent;
  }
  return node;
}

function segmentOf(node: V0Path): string | null {
  switch (node.kind) {
    case 'crate':
      return node.name;
    case 'nested':
      if (isSpecial(node.namespace)) return specialSegment(node);
      return node.name === '' ? null : node.name;
    case 'impl':
      return `{impl#${node.disambiguator}}`;
    default:
      return null;
  }
}

const keyOf = ({ role, segments }: RustPath): string => `${role} ${segments.join('::')}`;

const isSame = (one: RustPath, other: RustPath): boolean =>
  one.role === other.role &&
  one.segments.length === other.segments.length &&
  one.segments.every((segment, at) => segment === other.segments[at]);

/** All paths of a symbol: a worklist with every node once per role, so shared nodes cost nothing. */
export class V0PathCollector {
  /** The path that defines the item; undefined when a limit cuts it short. */
  readonly first: RustPath | undefined;
  partial = false;
  private readonly paths: RustPath[] = [];
  private readonly instantiating: V0Path | null;
  private readonly queue: { item: Item; role: RustPathRole }[] = [];
  private readonly visited = new Map<V0Path | V0Type | V0Const, Set<RustPathRole>>();
  /** Of the paths found so far, once they are many. */
  private readonly keys = new Set<string>();
  private budget: number;
  private isComplete = false;

  /** `length`: of the symbol. */
  constructor({ path, instantiating }: V0Syntax, length: number) {
    this.budget = Math.max(MIN_BUDGET, length * MAX_EXPANSION);
    this.instantiating = instantiating;
    this.addPath(path, 'defining');
    this.visitPath(path, 'defining');
    this.first = this.paths[0];
  }

  /** The paths of the symbol, the defining one first. */
  all(): readonly RustPath[] {
    if (!this.isComplete) {
      // The first one was visited at once.
      this.collect(1);
      if (this.instantiating !== null) {
        this.queue.length = 0;
        this.addPath(this.instantiating, 'instantiating');
        this.collect(0);
      }
      this.isComplete = true;
    }
    return this.paths;
  }

  private collect(from: number): void {
    for (let next = from; next < this.queue.length && !this.partial; next += 1) {
      const { item, role } = this.queue[next] as (typeof this.queue)[number];
      if (item.is === 'path') this.visitPath(item.node, role);
      else if (item.is === 'type') this.visitType(item.node, role);
      else this.visitConst(item.node, role);
    }
  }

  private add(item: Item, role: RustPathRole): void {
    let roles = this.visited.get(item.node);
    if (roles === undefined) this.visited.set(item.node, (roles = new Set()));
    if (roles.has(role)) return;
    roles.add(role);
    this.queue.push({ item, role });
  }

  private addPath(node: V0Path, role: RustPathRole): void {
    this.add({ is: 'path', node }, role);
  }

  private addType(node: V0Type, role: RustPathRole): void {
    if (node.kind !== 'basic') this.add({ is: 'type', node }, role);
  }

  private addConst(node: V0Const): void {
    if (node.kind !== 'literal' && node.kind !== 'str') this.add({ is: 'const', node }, 'type_argument');
  }

  private addArg(arg: V0GenericArg): void {
    if (arg.kind === 'const') this.addConst(arg.value);
    else if (arg.kind === 'type') this.addType(arg.type, 'type_argument');
  }

  private visitPath(path: V0Path, role: RustPathRole): void {
    const reversed: string[] = [];
    for (let node = path; ;) {
      const segment = segmentOf(node);
      if (segment !== null) reversed.push(segment);
      this.budget -= 1 + (segment?.length ?? 0);
      if (this.budget < 0) {
        this.partial = true;
        return;
      }
      if (node.kind === 'crate') break;
      node = this.visitParts(node);
    }
    const segments = reversed.toReversed();
    const found = { crate: segments[0] ?? '', segments, role };
    if (!this.isKnown(found)) this.paths.push(found);
  }

  /** Few paths are compared sooner than keys are made of them. */
  private isKnown(path: RustPath): boolean {
    if (this.paths.length < FEW_PATHS) return this.paths.some((known) => isSame(known, path));
    for (const known of this.paths.slice(this.keys.size)) this.keys.add(keyOf(known));
    return this.keys.has(keyOf(path));
  }

  /** Adds what a path node mentions beside its parent, and gives the parent. */
  private visitParts(node: Exclude<V0Path, V0Crate>): V0Path {
    if (node.kind === 'nested') return node.parent;
    if (node.kind === 'generic') {
      for (const arg of node.args) this.addArg(arg);
      return node.base;
    }
    this.addType(node.self, 'self_type');
    if (node.trait !== null) this.addPath(node.trait, 'trait');
    return node.kind === 'impl' ? node.parent : node.trait;
  }

  private visitType(type: V0Type, role: RustPathRole): void {
    switch (type.kind) {
      case 'basic':
        break;
      case 'path':
        // Types newer than the grammar (`f16`) are written as if they were crates.
        if (type.path.kind !== 'crate') this.addPath(type.path, role);
        break;
      case 'tuple':
        for (const item of type.items) this.addType(item, role);
        break;
      case 'fn':
        for (const param of type.params) this.addType(param, role);
        this.addType(type.result, role);
        break;
      case 'dyn':
        for (const bound of type.traits) {
          this.addPath(bound.path, 'trait');
          for (const binding of bound.bindings) this.addArg(binding.value);
        }
        break;
      default:
        this.addType(type.inner, role);
        if (type.kind === 'array') this.addConst(type.length);
        if (type.kind === 'pattern') this.addPattern(type.pattern);
    }
  }

  private addPattern(pattern: V0Pattern): void {
    if (pattern.kind === 'or') {
      for (const item of pattern.items) this.addPattern(item);
    } else if (pattern.kind === 'range') {
      this.addConst(pattern.start);
      this.addConst(pattern.end);
    }
  }

  private visitConst(value: V0Const, role: RustPathRole): void {
    switch (value.kind) {
      case 'ref':
        this.addConst(value.inner);
        break;
      case 'struct':
        this.addPath(value.path, role);
        for (const field of value.fields) this.addConst(field.value);
        break;
      case 'unit':
      case 'call':
        this.addPath(value.path, role);
        break;
    }
    if ('items' in value) for (const item of value.items) this.addConst(item);
  }
}

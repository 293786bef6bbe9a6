/** Syntax of a v0 symbol. Back references are resolved: nodes are shared, so it is a graph without cycles. */
export type V0Path = V0Crate | V0Nested | V0Impl | V0TraitMethod | V0Generic;

/** A crate root. */
export interface V0Crate {
  readonly kind: 'crate';
  readonly name: string;
  readonly disambiguator: bigint;
}

/** An item in a parent; an upper-case namespace (`C` closure, `S` shim) is shown in braces. */
interface V0Nested {
  readonly kind: 'nested';
  readonly namespace: string;
  readonly parent: V0Path;
  readonly name: string;
  readonly disambiguator: bigint;
}

/** An `impl` block: inherent when `trait` is null. `parent` is the path of the module it stands in. */
interface V0Impl {
  readonly kind: 'impl';
  readonly parent: V0Path;
  readonly disambiguator: bigint;
  readonly self: V0Type;
  readonly trait: V0Path | null;
}

/** `<T as Trait>` for what the trait itself defines. */
interface V0TraitMethod {
  readonly kind: 'trait_method';
  readonly self: V0Type;
  readonly trait: V0Path;
}

/** A path with generic arguments. */
interface V0Generic {
  readonly kind: 'generic';
  readonly base: V0Path;
  readonly args: readonly V0GenericArg[];
}

export type V0GenericArg =
  | { readonly kind: 'lifetime'; readonly index: number }
  | { readonly kind: 'const'; readonly value: V0Const }
  | { readonly kind: 'type'; readonly type: V0Type };

export type V0Type =
  | { readonly kind: 'basic'; readonly name: string }
  | { readonly kind: 'path'; readonly path: V0Path }
  | { readonly kind: 'ref'; readonly mutable: boolean; readonly lifetime: number; readonly inner: V0Type }
  | { readonly kind: 'pointer'; readonly mutable: boolean; readonly inner: V0Type }
  | { readonly kind: 'array'; readonly inner: V0Type; readonly length: V0Const }
  | { readonly kind: 'slice'; readonly inner: V0Type }
  | { readonly kind: 'splat'; readonly inner: V0Type }
  | { readonly kind: 'tuple'; readonly items: readonly V0Type[] }
  | V0Fn
  | V0Dyn
  | { readonly kind: 'pattern'; readonly inner: V0Type; readonly pattern: V0Pattern };

/** A function pointer; `binder` counts the lifetimes of its `for<…>`. */
export interface V0Fn {
  readonly kind: 'fn';
  readonly binder: number;
  readonly unsafe: boolean;
  readonly abi: string | null;
  readonly params: readonly V0Type[];
  readonly result: V0Type;
}

/** A trait object. */
export interface V0Dyn {
  readonly kind: 'dyn';
  readonly binder: number;
  readonly traits: readonly V0DynTrait[];
  readonly lifetime: number;
}

/** A bound of a trait object with its associated items (`Item = T`). */
export interface V0DynTrait {
  readonly path: V0Path;
  readonly bindings: readonly { readonly name: string; readonly value: V0GenericArg }[];
}

/** The `is …` part of a pattern type. */
export type V0Pattern =
  | { readonly kind: 'range'; readonly start: V0Const; readonly end: V0Const }
  | { readonly kind: 'or'; readonly items: readonly V0Pattern[] }
  | { readonly kind: 'not_null' };

/** A constant; `literal` holds its text, `str` the quoted text of a value of type `str` (not `&str`). */
export type V0Const =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'str'; readonly text: string }
  | { readonly kind: 'ref'; readonly mutable: boolean; readonly inner: V0Const }
  | { readonly kind: 'array'; readonly items: readonly V0Const[] }
  | { readonly kind: 'tuple'; readonly items: readonly V0Const[] }
  | { readonly kind: 'unit'; readonly path: V0Path }
  | { readonly kind: 'call'; readonly path: V0Path; readonly items: readonly V0Const[] }
  | { readonly kind: 'struct'; readonly path: V0Path; readonly fields: readonly V0Field[] };

/** A named field of a structural constant. */
interface V0Field {
  readonly name: string;
  readonly value: V0Const;
}

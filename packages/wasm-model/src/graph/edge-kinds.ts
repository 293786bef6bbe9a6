/**
 * How one function leads to another. `call` and `return_call` are certain: the instruction names its target. The others are
 * possible. `ref_func`, `global_get`, `table_get`, `array_elem`: code takes a reference, by name or from the global, the
 * table or the element segment that may hold it. `call_indirect` may reach every function of a fitting type that its
 * table may hold; `call_ref` every one of a fitting type whose address is taken anywhere. `member` is the inner part of
 * such a step: from a table and type to a function or a subtype.
 */
export const edgeKinds = [
  'call',
  'return_call',
  'ref_func',
  'global_get',
  'call_indirect',
  'call_ref',
  'table_get',
  'array_elem',
  'member',
] as const;

export type EdgeKind = (typeof edgeKinds)[number];

/** The codes of edgeKinds, which edges carry. */
export const EdgeCode = Object.fromEntries(edgeKinds.map((kind, code) => [kind, code])) as Readonly<
  Record<EdgeKind, number>
>;

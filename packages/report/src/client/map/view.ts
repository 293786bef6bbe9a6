import type { Program, TreeJson } from '@wasmgate/contracts/generated/tree';
import { changeTree } from './change-tree.ts';
import { retainedTree } from './retained-tree.ts';
import { shallowTree } from './shallow-tree.ts';
import type { TreeNode } from './tree-node.ts';

/** What the switches above the map say. */
export interface View {
  readonly what: 'shipped' | 'unoptimized' | 'changes';
  readonly weight: 'defined_in' | 'instantiated_for' | 'retained';
}

/** What there is to switch to: a file by hand has one stage, one without a call graph no retained sizes. */
export const canShow = (tree: TreeJson, { what, weight }: View): boolean =>
  what === 'changes'
    ? tree.changes !== null
    : programOf(tree, what) !== null &&
      (weight !== 'retained' || programOf(tree, what)?.functions.retained !== null);

/** The file that a view shows; null: it shows changes, or there is no such file. */
export const programOf = (tree: TreeJson, what: View['what']): Program | null =>
  what === 'changes' ? null : (tree[what] as Program | null);

/** What fills the map. */
export function rootOf(tree: TreeJson, { what, weight }: View): TreeNode {
  const program = programOf(tree, what);
  if (program === null) {
    if (tree.changes === null) throw new Error('nothing was compared');
    return changeTree(tree.changes);
  }
  return weight === 'retained' ? retainedTree(program) : shallowTree(program, weight);
}

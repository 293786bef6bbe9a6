import type { TreeNode } from './tree-node.ts';

/** A node that was looked for, and the way to it from the root, both included. */
export interface Found {
  readonly node: TreeNode;
  readonly path: readonly TreeNode[];
}

/**
 * The nodes whose name holds a text, in whichever case, the largest first. Of a node that is found its parts are not looked at: a
 * crate stands for all that is in it.
 */
export function findNodes(root: TreeNode, text: string): Found[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const found: Found[] = [];
  const visit = (node: TreeNode, above: readonly TreeNode[]): void => {
    const path = [...above, node];
    if (above.length > 0 && node.name.toLowerCase().includes(wanted)) found.push({ node, path });
    else for (const part of node.parts) visit(part, path);
  };
  visit(root, []);
  return found.toSorted((a, b) => b.node.bytes - a.node.bytes);
}

/** The way to the node of a function; undefined when the tree does not show it. */
export function findFunction(root: TreeNode, index: number): readonly TreeNode[] | undefined {
  if (root.function === index) return [root];
  for (const part of root.parts) {
    const below = findFunction(part, index);
    if (below !== undefined) return [root, ...below];
  }
  return undefined;
}

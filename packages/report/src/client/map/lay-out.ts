import { hierarchy, treemap, treemapSquarify, type HierarchyRectangularNode } from 'd3-hierarchy';
import type { TreeNode } from './tree-node.ts';

/** A rectangle of the map, in pixels. */
export interface Tile {
  readonly node: TreeNode;
  /** From below the node that fills the map down to this one. */
  readonly path: readonly TreeNode[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Its parts are drawn in it, below a line with its name. */
  readonly isOpen: boolean;
}

/** Levels that are drawn at a time. */
const LEVELS = 4;
/** What is smaller than this, in square pixels, is drawn together with its like. */
const LEAST_AREA = 90;
/** Height of the line with a name. */
const HEAD = 19;
/** What is smaller holds no line with a name and something below it. */
const LEAST_OPEN = { width: 48, height: 46 };

/** Lays what is in a node out as nested rectangles: M. Bruls, K. Huizing, J. J. van Wijk, "Squarified treemaps", 2000. */
export function layOut(root: TreeNode, width: number, height: number): Tile[] {
  const scale = root.bytes === 0 ? 0 : (width * height) / root.bytes;
  const shown = hierarchy(cut(root, scale, LEVELS), ({ parts }) => parts).sum(({ parts, bytes }) =>
    parts.length === 0 ? bytes : 0,
  );
  const laid = treemap<TreeNode>()
    .size([width, height])
    .tile(treemapSquarify)
    .round(true)
    .paddingInner(1)
    .paddingTop(({ depth }) => (depth === 0 ? 0 : HEAD))
    .paddingRight(({ depth }) => (depth === 0 ? 0 : 2))
    .paddingBottom(({ depth }) => (depth === 0 ? 0 : 2))
    .paddingLeft(({ depth }) => (depth === 0 ? 0 : 2))(shown);
  return (laid.children ?? []).flatMap((child) => tilesOf(child, []));
}

function tilesOf(at: HierarchyRectangularNode<TreeNode>, above: readonly TreeNode[]): Tile[] {
  const { x0: x, y0: y, x1, y1, data, children = [] } = at;
  const node = whole.get(data) ?? data;
  const [width, height] = [x1 - x, y1 - y];
  if (width < 1 || height < 1) return [];
  const path = [...above, node];
  const isOpen = children.length > 0 && width >= LEAST_OPEN.width && height >= LEAST_OPEN.height;
  const tile = { node, path, x, y, width, height, isOpen };
  return isOpen ? [tile, ...children.flatMap((child) => tilesOf(child, path))] : [tile];
}

/** The levels that are drawn, without what could not be seen. */
function cut(node: TreeNode, scale: number, levels: number): TreeNode {
  if (levels === 0 || node.parts.length === 0) return drawnOf(node, []);
  const large = node.parts.filter(({ bytes }) => bytes * scale >= LEAST_AREA);
  const small = node.parts.slice(large.length);
  const bytes = small.reduce((sum, one) => sum + one.bytes, 0);
  const deltas = small.flatMap(({ delta }) => delta ?? []);
  const rest: TreeNode = {
    name: `${small.length} smaller`,
    what: 'too small to be drawn one by one',
    tone: small[0]?.tone ?? node.tone,
    bytes,
    ...(deltas.length === 0 ? {} : { delta: deltas.reduce((sum, delta) => sum + delta, 0) }),
    parts: [],
  };
  return drawnOf(node, [
    ...large.map((part) => cut(part, scale, levels - 1)),
    ...(small.length > 0 ? [rest] : []),
  ]);
}

/** What is drawn of a node leads back to all of it. */
const whole = new WeakMap<TreeNode, TreeNode>();

function drawnOf(node: TreeNode, parts: readonly TreeNode[]): TreeNode {
  const drawn = { ...node, parts };
  whole.set(drawn, node);
  return drawn;
}

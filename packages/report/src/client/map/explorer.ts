import type { TreeJson } from '@wasmgate/contracts/generated/tree';
import { button, element } from '../element.ts';
import { findFunction, findNodes, type Found } from './find-nodes.ts';
import { functionPanel } from './function-panel.ts';
import { foundPanel, nodePanel } from './node-panel.ts';
import type { TreeNode } from './tree-node.ts';
import { Treemap } from './treemap.ts';
import { canShow, programOf, rootOf, type View } from './view.ts';

/** The elements that the page holds ready. */
interface Parts {
  readonly map: HTMLElement;
  readonly panel: HTMLElement;
  readonly crumbs: HTMLElement;
  readonly search: HTMLInputElement;
  readonly switches: readonly HTMLInputElement[];
}

/** The map with its switches, its search and what it says of what is chosen. */
export class Explorer {
  readonly #tree: TreeJson;
  readonly #parts: Parts;
  readonly #treemap: Treemap;
  #view: View = { what: 'shipped', weight: 'defined_in' };
  /** From the root to the node that fills the map. */
  #path: readonly TreeNode[];
  #chosen: number | null = null;
  #found: readonly Found[] = [];

  constructor(tree: TreeJson, parts: Parts) {
    this.#tree = tree;
    this.#parts = parts;
    this.#path = [rootOf(tree, this.#view)];
    this.#treemap = new Treemap(parts.map, {
      onPress: ({ node, path }) => this.#press([...this.#path, ...path], node),
      onLeave: () => this.#leave(),
    });
  }

  /** Draws the map, and listens from now on. */
  start(): void {
    const { map, search, switches } = this.#parts;
    search.addEventListener('input', () => this.#search());
    for (const one of switches) one.addEventListener('change', () => this.#switch());
    new ResizeObserver(() => this.#draw()).observe(map);
    this.#switch();
  }

  /** Goes into a node; of one without parts to what it is a part of. A function is chosen. */
  #open(path: readonly TreeNode[], node: TreeNode): void {
    this.#chosen = node.function ?? null;
    this.#show(node.parts.length > 0 ? path : path.slice(0, -1));
  }

  /** A function that is seen already stays where it is. */
  #press(path: readonly TreeNode[], node: TreeNode): void {
    if (node.parts.length > 0 || node.function === undefined) return this.#open(path, node);
    this.#chosen = node.function;
    this.#show(this.#path);
  }

  #leave(): void {
    this.#chosen = null;
    this.#show(this.#path.length > 1 ? this.#path.slice(0, -1) : this.#path);
  }

  #chooseFunction(index: number): void {
    const path = findFunction(this.#root(), index);
    this.#chosen = index;
    this.#show(path === undefined || path.length < 2 ? this.#path : path.slice(0, -1));
  }

  #root(): TreeNode {
    return this.#path[0] ?? rootOf(this.#tree, this.#view);
  }

  #search(): void {
    this.#chosen = null;
    this.#found = findNodes(this.#root(), this.#parts.search.value);
    this.#draw();
    this.#tell();
  }

  #switch(): void {
    const { switches, search } = this.#parts;
    const said = Object.fromEntries(
      switches.filter(({ checked }) => checked).map(({ name, value }) => [name, value]),
    ) as Partial<View>;
    this.#view = { ...this.#view, ...said };
    for (const one of switches) {
      const other = { ...this.#view, [one.name]: one.value };
      one.disabled =
        one.name === 'weight' && this.#view.what === 'changes' ? true : !canShow(this.#tree, other);
    }
    if (!canShow(this.#tree, this.#view)) this.#view = { ...this.#view, weight: 'defined_in' };
    this.#chosen = null;
    const root = rootOf(this.#tree, this.#view);
    this.#found = findNodes(root, search.value);
    this.#show([root]);
  }

  #show(path: readonly TreeNode[]): void {
    this.#path = path;
    this.#draw();
    this.#tell();
  }

  #draw(): void {
    const { search } = this.#parts;
    const found = new Set(this.#found.map(({ node }) => node));
    const isSearched = search.value.trim() !== '';
    const node = this.#path.at(-1);
    if (node === undefined) return;
    // What fills the map may itself be part of what was found.
    const isAllFound = this.#path.some((one) => found.has(one));
    this.#treemap.draw(node, {
      isDim: ({ path }) => isSearched && !isAllFound && !path.some((one) => found.has(one)),
      isChosen: ({ node: one }) => one.function !== undefined && one.function === this.#chosen,
    });
  }

  #tell(): void {
    const { panel, crumbs, search } = this.#parts;
    const node = this.#path.at(-1);
    const program = programOf(this.#tree, this.#view.what);
    if (node === undefined) return;
    crumbs.replaceChildren(
      ...this.#path.map((one, depth) =>
        element('li', '', [
          depth === this.#path.length - 1
            ? element('b', 'name', [one.name], { 'aria-current': 'true' })
            : button('link name', [one.name], () => this.#open(this.#path.slice(0, depth + 1), one)),
        ]),
      ),
    );
    const isSearched = search.value.trim() !== '' && this.#chosen === null;
    panel.replaceChildren(
      ...(this.#chosen !== null && program !== null
        ? functionPanel(program, this.#chosen, (index) => this.#chooseFunction(index))
        : isSearched
          ? foundPanel(this.#found, search.value, ({ node: one, path }) => this.#open(path, one))
          : nodePanel(node, (part) => this.#open([...this.#path, part], part))
      ).filter((part) => part !== null),
    );
    panel.scrollTop = 0;
  }
}

import { isArrow, nextPlace } from './move-focus.ts';
import { layOut, type Tile } from './lay-out.ts';
import { tileElements } from './tile-buttons.ts';
import type { TreeNode } from './tree-node.ts';

/** What happens to a map. */
export interface MapEvents {
  readonly onPress: (tile: Tile) => void;
  readonly onLeave: () => void;
}

/** How tiles look beside what they are. */
export interface Looks {
  readonly isDim: (tile: Tile) => boolean;
  readonly isChosen: (tile: Tile) => boolean;
}

/** The map of a node. One of its tiles is in the order of the Tab key, arrow keys go from one to the next, Escape goes out. */
export class Treemap {
  readonly #holder: HTMLElement;
  readonly #events: MapEvents;
  #tiles = new Map<HTMLElement, Tile>();

  constructor(holder: HTMLElement, events: MapEvents) {
    this.#holder = holder;
    this.#events = events;
    holder.addEventListener('keydown', (event) => this.#onKey(event));
  }

  /** Draws what is in a node. */
  draw(root: TreeNode, { isDim, isChosen }: Looks): void {
    const hadFocus = this.#holder.contains(document.activeElement);
    const { clientWidth, clientHeight } = this.#holder;
    this.#tiles = new Map();
    const all = layOut(root, clientWidth, clientHeight).flatMap((tile) => {
      const elements = tileElements(tile, () => this.#events.onPress(tile));
      const pressed = elements.at(-1);
      if (pressed !== undefined) this.#tiles.set(pressed, tile);
      pressed?.classList.toggle('dim', isDim(tile));
      pressed?.classList.toggle('chosen', isChosen(tile));
      return elements;
    });
    this.#holder.replaceChildren(...all);
    const [first] = [...this.#tiles].flatMap(([element, tile]) => (isChosen(tile) ? element : []));
    const entry = first ?? this.#tiles.keys().next().value;
    if (entry === undefined) return;
    entry.tabIndex = 0;
    if (hadFocus) entry.focus();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' || event.key === 'Backspace') {
      event.preventDefault();
      this.#events.onLeave();
      return;
    }
    const from = document.activeElement;
    if (!isArrow(event.key) || !(from instanceof HTMLElement) || !this.#tiles.has(from)) return;
    event.preventDefault();
    const places = [...this.#tiles.keys()].map((tile) => placeOf(tile));
    const next = nextPlace(placeOf(from), event.key, places)?.tile;
    if (next === undefined) return;
    from.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }
}

const placeOf = (tile: HTMLElement) => ({
  tile,
  left: tile.offsetLeft,
  top: tile.offsetTop,
  width: tile.offsetWidth,
  height: tile.offsetHeight,
});

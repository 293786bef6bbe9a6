const directions: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** A button, and where it is. */
interface Placed {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The nearest of some places in the direction of an arrow key, what lies straight ahead first; undefined when there is none. */
export function nextPlace<T extends Placed>(from: Placed, key: string, all: readonly T[]): T | undefined {
  const [dx, dy] = directions[key] ?? [0, 0];
  const at = centre(from);
  let nearest: T | undefined;
  let least = Infinity;
  for (const one of all) {
    const to = centre(one);
    const [ahead, aside] = [(to.x - at.x) * dx + (to.y - at.y) * dy, (to.x - at.x) * dy + (to.y - at.y) * dx];
    const far = ahead + 3 * Math.abs(aside);
    if (ahead > 1 && far < least) [nearest, least] = [one, far];
  }
  return nearest;
}

/** Whether it is a key that moves. */
export const isArrow = (key: string): boolean => key in directions;

const centre = ({ left, top, width, height }: Placed) => ({ x: left + width / 2, y: top + height / 2 });

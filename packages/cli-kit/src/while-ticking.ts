/** How often the line moves. */
const TICK_MS = 1000;

/** Says what goes on, and for how long, while it does: a compiler may take minutes. Nothing that is timed may run meanwhile. */
export async function whileTicking<T>(
  what: string,
  tick: (text: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const begun = performance.now();
  tick(what);
  const timer = setInterval(() => {
    tick(`${what}, ${Math.round((performance.now() - begun) / 1000)} s`);
  }, TICK_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

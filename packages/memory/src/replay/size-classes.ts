/** The most bytes of each class of sizes, the last but for those that are larger still: as clawft's tracing has them. */
export const SIZE_CLASSES = [64, 256, 1024, 4096] as const;

/** Into which of the five classes a size falls. */
export function sizeClass(size: number): number {
  const found = SIZE_CLASSES.findIndex((most) => size <= most);
  return found < 0 ? SIZE_CLASSES.length : found;
}

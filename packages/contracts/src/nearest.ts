import leven from 'leven';

/** The known word that was probably meant, by edit distance, at most `most`; undefined when none is near. */
export function nearest(
  word: string,
  known: readonly string[],
  most: number = Math.max(2, word.length / 3),
): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, distance: leven(word, candidate) }))
    .toSorted((a, b) => a.distance - b.distance);
  return best !== undefined && best.distance <= most ? best.candidate : undefined;
}

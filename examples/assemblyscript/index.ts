/** The sum of the squares of 1 to n. */
export function sumOfSquares(n: i32): i32 {
  let sum = 0;
  for (let i = 1; i <= n; i++) sum += i * i;
  return sum;
}

/** How often a word stands in a text: strings and maps bring the runtime. */
export function countWords(text: string): i32 {
  const counts = new Map<string, i32>();
  const words = text.split(' ');
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    counts.set(word, counts.has(word) ? counts.get(word) + 1 : 1);
  }
  return counts.size;
}

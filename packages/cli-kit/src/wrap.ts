import wrapAnsi from 'wrap-ansi';

/** Text in lines of at most `columns` characters, those after the first indented; null leaves it as it is. */
export function wrap(text: string, columns: number | null, indent = ''): string {
  if (columns === null) return text;
  return text
    .split('\n')
    .map((line) => wrapAnsi(line, columns - indent.length, { hard: true, trim: false }))
    .join('\n')
    .split('\n')
    .map((line, index) => (index === 0 ? line : `${indent}${line.trimStart()}`))
    .join('\n');
}

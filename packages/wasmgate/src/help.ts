import { nearest } from '@wasmgate/contracts/nearest';
import { commands } from './commands.ts';

const COLUMNS = 80;

/** A text in lines of at most so many columns. What cli-kit has for it is not loaded for a help. */
const linesOf = (text: string, columns: number): string[] =>
  text.match(new RegExp(`.{1,${columns}}(?= |$)`, 'g'))?.map((line) => line.trim()) ?? [];

/** What `wasmgate --help` prints. */
export function helpText(): string {
  const names = Object.keys(commands);
  const width = Math.max(...names.map((name) => name.length));
  return [
    'Usage: wasmgate <command> [arguments]',
    '',
    'The quality gate for WebAssembly builds.',
    '',
    'Commands:',
    ...names.flatMap((name) => {
      const [first, ...others] = linesOf(commands[name]?.summary ?? '', COLUMNS - width - 4);
      return [
        `  ${name.padEnd(width)}  ${first}`,
        ...others.map((line) => `${' '.repeat(width + 4)}${line}`),
      ];
    }),
    '',
    'wasmgate <command> --help says what a command takes, with examples.',
    '',
  ].join('\n');
}

/** What is printed for a command that does not exist. */
export function unknownText(name: string): string {
  const meant = nearest(name, Object.keys(commands));
  const hint = meant === undefined ? '' : ` (did you mean ${meant}?)`;
  return `wasmgate: there is no command ${name}${hint}\n  fix: see wasmgate --help\n`;
}

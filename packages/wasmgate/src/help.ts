import { nearest } from '@wasmgate/contracts/nearest';
import { commands } from './commands.ts';

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
    ...names.map((name) => `  ${name.padEnd(width)}  ${commands[name]?.summary}`),
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

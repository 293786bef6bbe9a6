import { printableLines } from '@wasmgate/contracts/printable';
import { commandsHere } from './commands-here.ts';
import { wantsColour, type Io, type Output } from './io.ts';
import { painted } from './style.ts';

/**
 * The same edge, through which nothing reaches the terminal or the log but lines of text and the colours of `Paint`: no other
 * control character, and no line that a CI runner takes for a command. Every bin prints through it (runBin). It does not know what
 * is one line: text from outside goes through `printable` where it becomes part of a table or a sentence, as errors do by themselves.
 */
export function printedIo(io: Io): Io {
  const { stdout, stderr } = io;
  return {
    ...io,
    stdout: printed(stdout, wantsColour(io, stdout)),
    stderr: printed(stderr, wantsColour(io, stderr)),
  };
}

function printed(stream: Output, colour: boolean): Output {
  let isLineStart = true;
  const safe = (text: string): string => {
    const lines = printableLines(commandsHere(text), isLineStart);
    isLineStart = text === '' ? isLineStart : text.endsWith('\n');
    return lines;
  };
  return {
    get isTTY() {
      return stream.isTTY === true;
    },
    get columns() {
      return stream.columns;
    },
    // The pieces of a split by a group are in turn what was not matched and what was.
    write: (text) =>
      stream.write(
        colour
          ? text
              .split(painted)
              .map((piece, at) => (at % 2 === 0 ? safe(piece) : piece))
              .join('')
          : safe(text),
      ),
  };
}

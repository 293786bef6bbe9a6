import { printable, printableLines } from '@wasmgate/contracts/printable';
import { terminalColumns, type Io } from './io.ts';
import { fitLines } from './wrap.ts';

/** Says what goes on: one moving line on a terminal, plain lines elsewhere. */
export interface Progress {
  /** A step that is worth a line in a log. */
  step(text: string): void;
  /** How far the step is: shown on a terminal only. */
  tick(text: string): void;
  /** Removes the moving line. */
  clear(): void;
  /** Whether there is a moving line. */
  readonly isLive: boolean;
}

/** Progress on stderr, or none at all when `quiet`. It moves the cursor, and so is given the stream itself. */
export function createProgress(io: Io, quiet: boolean): Progress {
  if (quiet) return { step: () => {}, tick: () => {}, clear: () => {}, isLive: false };
  const { stderr } = io;
  const isLive = stderr.isTTY === true;
  let shown = false;
  const clear = () => {
    if (shown) stderr.write('\r\u001b[2K');
    shown = false;
  };
  return {
    clear,
    isLive,
    step: (text) => {
      clear();
      stderr.write(`${fitLines(printableLines(printable(text, 500)), terminalColumns(stderr))}\n`);
    },
    tick: (text) => {
      if (!isLive) return;
      clear();
      stderr.write(printable(text, Math.max(20, (stderr.columns ?? 80) - 1)));
      shown = true;
    },
  };
}

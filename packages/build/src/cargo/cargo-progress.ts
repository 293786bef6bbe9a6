import { stripVTControlCharacters } from 'node:util';
import { Countdown, type Progress } from '@wasmgate/cli-kit';

/** Has cargo show its bar where stderr is no terminal: it alone knows how many units there are (Cargo's configuration, `term.progress`). */
export const SHOWN_PROGRESS = { CARGO_TERM_PROGRESS_WHEN: 'always', CARGO_TERM_PROGRESS_WIDTH: '80' };

/** `Building [=====>      ] 41/103: serde, …` */
const BAR = /^ *Building \[[=> ]*\] (\d+)\/(\d+)/;

/** Takes what cargo writes to stderr: its bar moves ours, with the time that is left, and lines are passed on whole. */
export function cargoProgress(
  progress: Pick<Progress, 'tick'>,
  show: (line: string) => void,
): (text: string) => void {
  let countdown: Countdown | undefined;
  let begun = '';
  return (text) => {
    // A bar ends with a carriage return, over which the next one is written, and a line with a line feed.
    const pieces = `${begun}${text}`.split(/(?<=[\r\n])/);
    begun = /[\r\n]$/.test(pieces.at(-1) ?? '') ? '' : (pieces.pop() ?? '');
    for (const piece of pieces) {
      const line = stripVTControlCharacters(piece).replaceAll(/[\r\n]/g, '');
      const [, done, total] = BAR.exec(line) ?? [];
      if (done !== undefined) {
        countdown ??= new Countdown(Number(total), (said) => progress.tick(said));
        countdown.done(Number(done));
        countdown.show(`compiling, ${done} of ${total} units`);
      } else if (piece.endsWith('\n')) show(`${line}\n`);
    }
  };
}

import { describe, expect, it } from 'vitest';
import { Countdown, timeLeft } from '../src/countdown.ts';
import { createProgress } from '../src/progress.ts';

/** What a step, two ticks and an end print. */
function printed(isTTY: boolean): string {
  let text = '';
  const stderr = { isTTY, columns: 80, write: (more: string) => (text += more) };
  const progress = createProgress(
    { env: {}, cwd: '/', stdout: stderr, stderr, now: () => new Date() },
    false,
  );
  progress.step('building');
  progress.tick('1 of 2');
  progress.tick('2 of 2');
  progress.clear();
  return text;
}

describe('the time that is left', () => {
  it.each([
    [0, 0, 10, ''],
    [2000, 1, 10, 'about 18 s left'],
    [2000, 10, 10, 'about 0 s left'],
    [60_000, 120e6, 240e6, 'about 60 s left'],
    [60_000, 1, 11, 'about 10 min left'],
    // What was told as a total may turn out too small.
    [2000, 12, 10, 'about 0 s left'],
  ])('after %d ms with %d of %d done: %j', (elapsedMs, done, total, text) => {
    expect(timeLeft(elapsedMs, done, total)).toBe(text);
  });

  it('follows the pace so far', () => {
    const said: string[] = [];
    let now = 0;
    const countdown = new Countdown(
      10,
      (text) => said.push(text),
      () => now,
    );
    countdown.show('a');
    countdown.done();
    now = 2000;
    countdown.show('b');
    countdown.done(5);
    countdown.show('c');
    expect(said).toEqual(['a', 'b, about 18 s left', 'c, about 2 s left']);
  });
});

describe('progress', () => {
  it('moves one line on a terminal', () => {
    expect(printed(true)).toBe('building\n1 of 2\r\u001b[2K2 of 2\r\u001b[2K');
  });

  it('is its steps alone in a log', () => {
    expect(printed(false)).toBe('building\n');
  });
});

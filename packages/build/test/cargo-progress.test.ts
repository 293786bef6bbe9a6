import { expect, it } from 'vitest';
import { cargoProgress } from '../src/cargo/cargo-progress.ts';

it('passes whole lines on, and shows the bar as units of so many', () => {
  const [lines, ticks]: [string[], string[]] = [[], []];
  const take = cargoProgress({ tick: (text) => ticks.push(text) }, (line) => lines.push(line));
  for (const text of [
    '\u001b[K   Compiling cfg-if v1.0.4\n',
    '    Building [                          ] 0/103: cfg-if                  \r',
    '\u001b[K    Building [=====>    ',
    '                ] 23/103: syn, serde      \r\u001b[K   Compiling syn',
    ' v2.0.1\n',
    '\u001b[K    Finished `release` profile [optimized] target(s) in 3.1s\n',
  ])
    take(text);
  expect(lines).toEqual([
    '   Compiling cfg-if v1.0.4\n',
    '   Compiling syn v2.0.1\n',
    '    Finished `release` profile [optimized] target(s) in 3.1s\n',
  ]);
  expect(ticks).toHaveLength(2);
  expect(ticks[0]).toBe('compiling, 0 of 103 units');
  expect(ticks[1]).toMatch(/^compiling, 23 of 103 units, about \d+ s left$/);
});

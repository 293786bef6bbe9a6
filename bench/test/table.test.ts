import { expect, it } from 'vitest';
import { median, table } from '../src/table.ts';

const samples = (...times: number[]) => times.map((ms) => ({ ms, cpu_ms: ms, peak_kb: 2048 * ms }));

it('takes the middle of the samples, not their mean', () => {
  expect(median([3, 1, 1000])).toBe(3);
  expect(median([4, 1, 2, 1000])).toBe(3);
});

it('has a row a file and a column a tool, with the ratios of the two that are compared', () => {
  const cells = [
    { file: 'small', tool: 'ours', samples: samples(200, 100, 900) },
    { file: 'small', tool: 'theirs', samples: samples(400, 400, 400) },
    { file: 'component', tool: 'ours', samples: [{ ms: 50, cpu_ms: undefined, peak_kb: undefined }] },
    { file: 'component', tool: 'theirs', samples: undefined },
  ];
  expect(table(cells, ['ours', 'theirs'])).toBe(
    [
      '| file | `ours` | `theirs` | ratio | ratio, processor |',
      '| --- | ---: | ---: | ---: | ---: |',
      '| small | 0.20 s, 400 MB | 0.40 s, 800 MB | 0.50 | 0.50 |',
      '| component | 0.05 s | refused | – | – |',
    ].join('\n'),
  );
});

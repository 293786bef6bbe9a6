import fc from 'fast-check';
import { expect, it } from 'vitest';
import { largest } from '../src/breakdown/largest.ts';
import { visitTextRuns } from '../src/breakdown/text-runs.ts';

it('finds the runs of eight and more that a regular expression finds', () => {
  const bytes = fc.array(fc.constantFrom(0, 0x41, 0x41, 0x41, 0x41, 0x20, 0x0a, 0x80), { maxLength: 80 });
  fc.assert(
    fc.property(bytes, fc.nat(5), fc.nat(5), (values, before, after) => {
      const all = Uint8Array.from(values);
      const [start, end] = [Math.min(before, all.length), Math.max(before, all.length - after)];
      const found: [number, number][] = [];
      visitTextRuns(all, start, Math.min(end, all.length), (from, to) => found.push([from, to]));
      const text = Buffer.from(all.subarray(start, end)).toString('latin1');
      const expected = [...text.matchAll(/[\x20-\x7e\t\n\r]{8,}/g)].map(({ index, 0: run }) => [
        start + index,
        start + index + run.length,
      ]);
      expect(found).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});

it('cuts a list as sorting it does: the largest first, equal ones in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), fc.nat(12), (figures, limit) => {
      const all = figures.map((figure, at) => ({ figure, at }));
      const sorted = all.toSorted((a, b) => b.figure - a.figure || a.at - b.at);
      const { items, rest } = largest(all, limit, ({ figure }) => figure);
      expect(items).toEqual(sorted.slice(0, limit));
      expect(rest).toEqual(sorted.slice(limit).toSorted((a, b) => a.at - b.at));
    }),
  );
});

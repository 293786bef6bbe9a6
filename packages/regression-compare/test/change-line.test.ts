import { expect, it } from 'vitest';
import { compareSubject } from '../src/compare/subject/compare-subject.ts';
import { changeLine } from '../src/verify/change-line.ts';
import { acceptAll } from './sample-baseline.ts';
import { sampleReports } from './sample-reports.ts';

const accepted = sampleReports();
const compare = (reports = accepted) =>
  compareSubject({ name: 'sample', gate: {}, reports, baseline: acceptAll(accepted), strict: false });

it('says what an edit did: exact figures that are no longer the accepted ones', () => {
  const now = sampleReports({ rawBytes: 81_267, gzipBytes: 36_000 });
  expect(changeLine(compare(now))).toBe(
    'since accepted: wasm_size_raw_kb +120 B (+0.1 %), wasm_size_gzip_kb -406 B (-1.1 %)',
  );
});

it('says that there is nothing, also where baseline.json has rounded figures', () => {
  expect(changeLine(compare())).toBe('every exact figure is the accepted one');
});

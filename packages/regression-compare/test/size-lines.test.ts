import { createScreen } from '@wasmgate/cli-kit';
import { capture } from '@wasmgate/cli-kit/testing';
import type { Breakdown, CrateSize, SizeJson } from '@wasmgate/contracts/size';
import { describe, expect, it } from 'vitest';
import { compareSubject, type MeasuredReports as Reports } from '../src/index.ts';
import { regressionBin } from '../src/regression-bin.ts';
import { sizeLines } from '../src/verify/size-lines.ts';
import { verifyBin } from '../src/verify-bin.ts';
import { acceptAll } from './sample-baseline.ts';
import { sampleReports } from './sample-reports.ts';
import { sampleWorkspace } from './sample-subject.ts';

const none = { count: 0, bytes: 0 };
const list = { bytes: 0, items: [], others: none };

const crate = (name: string | null, bytes: number): CrateSize => ({
  crate: name,
  kind: name === null ? 'no_crate' : 'crate',
  functions: 1,
  bytes,
  instantiated_for_bytes: bytes,
  retained_bytes: bytes + 10,
  data_bytes: 0,
});

function breakdown(crates: CrateSize[], source: 'named_module' | 'none' = 'named_module'): Breakdown {
  const bytes = crates.reduce((sum, one) => sum + one.bytes, 0);
  return {
    attribution: {
      source,
      artifact: null,
      sha256: null,
      reason: source === 'none' ? 'code_differs' : null,
      core_module: 'module',
      code_sha256: null,
      data_sha256: null,
      graph_problem: null,
    },
    parts: { functions: bytes, data: 0, core_sections: 0, custom_sections: 0, wrapper: 0 },
    functions: { count: crates.length, bytes, items: [], others: { count: crates.length, bytes } },
    crates: {
      count: crates.length,
      items: crates,
      others: { ...none, functions: 0, instantiated_for_bytes: 0, data_bytes: 0 },
    },
    families: { count: 0, items: [], others: { ...none, functions: 0 }, single: { functions: 0, bytes } },
    data: {
      bytes: 0,
      segments: { count: 0, items: [], others: none },
      strings: { count: 0, items: [], others: none, not_strings_bytes: 0 },
    },
    core_sections: list,
    custom_sections: list,
    wrapper: list,
  };
}

const grew: SizeJson['findings'] = [
  {
    code: 'size_grew',
    severity: 'info',
    args: {
      delta_bytes: 12_595,
      data_delta_bytes: 0,
      toolchain: 'same',
      crate: 'serde_json',
      crate_delta_bytes: 12_595,
      function: 'serde_json::f\u001b[2J',
      function_delta_bytes: 800,
    },
  },
  {
    code: 'crate_added',
    severity: 'info',
    args: { crate: 'serde_json', bytes: 12_595, instantiated_for_bytes: 13_000, retained_bytes: 14_000 },
  },
];

const said = 'grew by +12.3 kB: crate serde_json +12.3 kB (function serde_json::f\\u{1b}[2J +800 B)';
const added = 'new crate serde_json +12.3 kB (instantiated for it +12.7 kB, retained +13.7 kB)';

const sample = sampleReports();
const { paint } = createScreen(false, null);

function lines(size: Partial<SizeJson>, of: Reports = sample): string[] {
  const regression = compareSubject({
    name: 'sample',
    gate: {},
    reports: of,
    baseline: acceptAll(sample),
    strict: false,
  });
  return sizeLines({ ...of.size, ...size }, regression, paint);
}

describe("the gate's lines of size", () => {
  it('have the largest five crates, with what they retain; what is no crate is summed with the rest', () => {
    const crates = [700, 600, 500, 400, 300, 200].map((bytes, at) => crate(`c${at}`, bytes));
    expect(lines({ breakdown: breakdown([crate(null, 900), ...crates]) }).slice(2)).toEqual([
      '  crate            defined in   share  retained',
      '  c0                    700 B  19.4 %     710 B',
      '  c1                    600 B  16.7 %     610 B',
      '  c2                    500 B  13.9 %     510 B',
      '  c3                    400 B  11.1 %     410 B',
      '  c4                    300 B   8.3 %     310 B',
      '  other functions     1,100 B  30.6 %',
    ]);
  });

  it('say why crates are not known', () => {
    expect(lines({ breakdown: breakdown([crate(null, 9)], 'none') })).toContain(
      'crates are unknown: code_differs',
    );
  });

  it('name the crate and the function that grew, and the crate that is new', () => {
    expect(lines({ findings: grew })).toEqual(expect.arrayContaining([said, added]));
  });

  it('tell another toolchain from a change of source', () => {
    const otherTools = sampleReports({ basis: 'rustc 1.98', rawBytes: 90_000 });
    const other = 'the toolchain is not the one that was accepted: some of that may be its doing';
    expect(lines({ findings: grew })).not.toContain(other);
    expect(lines({ findings: grew }, otherTools)).toContain(other);
    expect(lines({}, otherTools)).not.toContain(other);
  });

  it('stand under a red size as well', async () => {
    const of = sampleReports({ rawBytes: 90_000 });
    const reports: Reports = { ...of, size: { ...of.size, findings: grew } };
    const { dir } = sampleWorkspace(reports, { baseline: acceptAll(sample), rawBytes: 90_000 });
    await capture(regressionBin('0.0.0'), dir, '--exit-zero');
    const { code, stdout } = await capture(verifyBin('0.0.0'), dir);
    expect(code).toBe(1);
    const failure = stdout.slice(stdout.indexOf('wasm_size_raw_kb is 87.89, worse'));
    expect(failure.split('\n').slice(1, 3)).toEqual([`  ${said}`, `  ${added}`]);
    // Once, however many sizes are red.
    expect(failure.split(added)).toHaveLength(2);
  });
});

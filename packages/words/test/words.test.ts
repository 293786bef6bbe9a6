import { finding } from '@wasmgate/contracts/finding';
import { expect, test } from 'vitest';
import { findingFix, findingText, formatBytes, formatMs, formatPct } from '../src/index.ts';

test('the text of a finding cannot steer a terminal, nor can its fix', () => {
  const missing = ['in\u001b[31mit'];
  expect(findingText(finding('exports_missing', { missing }, 'violation'))).toContain('in\\u{1b}[31mit');
  const regressed = finding('metric_differs', { metric: 'a\u202eb', value: 'x', baseline: 'y' });
  const fix = findingFix(regressed, 'sub\u001b[2Jject');
  for (const steering of ['\u001b', '\u202e']) expect(fix).not.toContain(steering);
});

test('a name from outside is one word of the command that a fix names', () => {
  const metric = `wasm_fuel_$(rm -rf ~)'`;
  const fix = findingFix(finding('metric_missing', { metric }), 'echo-module');
  expect(fix).toContain(`--accept 'wasm_fuel_$(rm -rf ~)'\\'''`);
});

test('a finding says what its arguments say, and what is left out leaves no hole', () => {
  const args = { metric: 'wasm_fuel_init', value: 13, baseline: 0, tolerance_pct: 0 };
  expect(findingText(finding('metric_regressed', args))).toBe(
    'wasm_fuel_init is 13, worse than the accepted 0; 0 % is tolerated',
  );
  expect(findingText(finding('metric_missing', { metric: 'wasm_fuel_init' }))).toBe(
    'wasm_fuel_init stands in the baseline, but was not measured',
  );
});

test('a figure of a set is accepted into that set, from the reports of its run', () => {
  const args = { metric: 'wasm_imports', value: 13, baseline: 12, tolerance_pct: 0, basis: 'ci' };
  const found = finding('metric_regressed', args);
  expect(findingText(found)).toContain('worse than the accepted 12 under ci;');
  expect(findingFix(found, 'sample')).toContain(
    'npx wasmgate baseline --accept wasm_imports --basis ci --subject sample (elsewhere: --reports DIR',
  );
});

const grew = (args: object) =>
  findingText(finding('size_grew', { delta_bytes: 2_062, toolchain: 'same', data_delta_bytes: 0, ...args }));

test('growth names data as well as code, what grew most first', () => {
  const code = { crate: 'app', crate_delta_bytes: 14 };
  expect(grew({ ...code, data_delta_bytes: 2_048 })).toBe('grew by +2,062 B: data +2,048 B, crate app +14 B');
  expect(grew({ ...code, data_delta_bytes: 2 })).toBe('grew by +2,062 B: crate app +14 B, data +2 B');
  expect(grew({ ...code, data_delta_bytes: -9 })).toBe('grew by +2,062 B: crate app +14 B');
  const segment = { segment: '.rodata', segment_delta_bytes: 2_048 };
  expect(grew({ data_delta_bytes: 2_040, ...segment })).toBe(
    'grew by +2,062 B: data +2,040 B (segment .rodata +2,048 B)',
  );
  expect(grew({ data_delta_bytes: 2_040, ...segment, text: 'a "text"' })).toContain(
    String.raw`(segment .rodata +2,048 B, with the text "a \"text\"")`,
  );
  expect(grew({})).toBe('grew by +2,062 B: none of it in functions or data');
});

test('figures have units that suit them', () => {
  expect([
    formatMs(0.0162),
    formatMs(44.12),
    formatMs(1500),
    formatBytes(81147),
    formatPct(2.13),
    formatPct(-12.6),
  ]).toEqual(['16.2 us', '44.1 ms', '1.50 s', '81,147 B', '+2.1 %', '-13 %']);
});

import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import type { Basis } from '@wasmgate/contracts/basis';
import { capture } from '@wasmgate/cli-kit/testing';
import { expect, it } from 'vitest';
import { baselineBin } from '../../src/accept/baseline-bin.ts';
import { movesOf } from '../../src/migrate/moves.ts';
import { acceptAll } from '../sample-baseline.ts';
import { sampleReports } from '../sample-reports.ts';
import { sampleWorkspace } from '../sample-subject.ts';

const reports = sampleReports();
const accepted = acceptAll(reports);
const fuel = accepted.exact?.['wasm_fuel_init'] ?? { value: 0, basis: {} };

/** What was accepted, but for the fuel of one call. */
const otherwise = (basis: Basis = fuel.basis, more: Partial<BaselineSubject> = {}): BaselineSubject => ({
  ...accepted,
  exact: { ...accepted.exact, wasm_fuel_init: { value: 11, basis } },
  ...more,
});
const otherBytes = { artifact: { sha256: 'f'.repeat(64), bytes: 1 } };

it.each<[string, BaselineSubject, string, string[]]>([
  ['the same bytes by the same tools are wasmgate', otherwise(), 'wasmgate', []],
  [
    'the same bytes, made by others, are so too',
    otherwise({ ...fuel.basis, toolchain: 'older' }),
    'wasmgate',
    [],
  ],
  ['another engine measured', otherwise({ ...fuel.basis, engine: 'older' }), 'measured_by', ['older']],
  ['other bytes are the source', otherwise(fuel.basis, otherBytes), 'source', []],
  [
    'other tools made other bytes',
    otherwise({ ...fuel.basis, toolchain: 'older' }, otherBytes),
    'made_by',
    ['older'],
  ],
])('%s', (_what, entry, cause, tools) => {
  const moves = movesOf(entry, reports);
  expect(moves.map(({ metric }) => metric)).toEqual(['wasm_fuel_init']);
  expect(moves[0]).toMatchObject({ accepted: 11, measured: 12, cause, tools: tools.map((was) => ({ was })) });
});

it('what is not measured any more, what is new and a name that is another moved as well', () => {
  const { wasm_fuel_init: _gone, ...exact } = accepted.exact ?? {};
  const moves = movesOf(
    { ...accepted, exact: { ...exact, wasm_fuel_other: fuel }, wasm_allocator: 'talc' },
    reports,
  );
  expect(moves.map(({ metric, cause }) => [metric, cause])).toEqual(
    expect.arrayContaining([
      ['wasm_fuel_init', 'wasmgate'],
      ['wasm_fuel_other', 'wasmgate'],
      ['wasm_allocator', 'wasmgate'],
    ]),
  );
  expect(moves).toHaveLength(3);
});

it('migrate --explain names what wasmgate moved, and the command that accepts just that', async () => {
  const bin = baselineBin('0.1.0', '2026-11-24');
  const { root } = sampleWorkspace(reports, { baseline: otherwise() });
  const { code, stdout } = await capture(bin, root, 'migrate', '--explain');
  expect(code).toBe(0);
  expect(stdout).toMatch(/wasm_fuel_init +11 +12 +\+9\.1 % +wasmgate: the same bytes/);
  expect(stdout).toContain('to accept: npx wasmgate baseline --accept wasm_fuel_init --subject sample');
  const same = sampleWorkspace(reports, { baseline: accepted });
  expect((await capture(bin, same.root, 'migrate', '--explain')).stdout).toBe('sample: no figure moved\n');
});

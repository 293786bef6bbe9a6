import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildReport } from '@wasmgate/contracts/build';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { memoryReport } from '@wasmgate/contracts/memory';
import { sizeReport } from '@wasmgate/contracts/size';
import { startupReport } from '@wasmgate/contracts/startup';
import type { SubjectFolder } from '@wasmgate/contracts/workspace';
import type { Ask } from '../check/run-tool.ts';
import { allocatorBytes } from './allocator-bytes.ts';
import type { Family as Subjects } from './families.ts';
import type { Family, Member } from './member.ts';
import { isStart } from './render-variants.ts';

/**
 * Reads what the tasks wrote of each subject, and compares the start of each variant with that of the first: both in the same
 * processes, taking turns. Throws what the readers and the benchmark say.
 */
export async function measureVariants([first, ...variants]: Subjects, ask: Ask): Promise<Family> {
  const base = shipped(first);
  const measured: Member[] = [];
  for (const variant of variants) {
    // One after the other: they must not disturb each other.
    // oxlint-disable-next-line no-await-in-loop
    const { comparison } = await ask({
      command: 'startup',
      args: [base, shipped(variant)],
      report: startupReport,
    });
    const starts = (comparison?.metrics ?? []).flatMap((metric) =>
      isStart(metric.name) ? [[metric.name, metric] as const] : [],
    );
    measured.push({ ...readMember(variant), starts: new Map(starts) });
  }
  return [{ ...readMember(first), starts: null }, ...measured];
}

const shipped = ({ dir }: SubjectFolder): string => join(dir, ARTIFACTS.shipped);

function readMember({ name, dir }: SubjectFolder): Omit<Member, 'starts'> {
  const { wasm_allocator: allocator } = buildReport.read(dir);
  const { raw_bytes: raw, gzip_bytes: gzip, brotli_bytes: brotli } = sizeReport.read(dir);
  const { exact } = memoryReport.read(dir);
  const named = new Uint8Array(readFileSync(join(dir, ARTIFACTS.named)));
  return {
    name,
    allocator,
    raw,
    gzip,
    brotli,
    allocatorBytes: allocatorBytes(named, allocator),
    memory: exact && Object.fromEntries(Object.entries(exact).map(([key, { value }]) => [key, value])),
  };
}

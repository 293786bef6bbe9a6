import { printable } from '@wasmgate/contracts/printable';
import type { Diff, SegmentChange } from '@wasmgate/contracts/size';
import { moduleData } from '@wasmgate/wasm-model';
import { largest, sumOf } from '../breakdown/largest.ts';
import type { Analysis } from '../breakdown/make-breakdown.ts';
import { visitTextRuns } from '../breakdown/text-runs.ts';

/** Segments of which it is said what text is new: looking for it takes as long as reading them a few times. */
const WITH_TEXT = 5;
/** Texts of a segment that are looked for on the other side, the longest first. */
const MAX_LOOKED_FOR = 20;
/** Characters of a text that stand in the report. */
const MAX_SHOWN = 60;

/** A segment of one side. */
interface SideSegment {
  readonly core_module: number;
  readonly index: number;
  readonly name: string | null;
  /** With its header. */
  readonly bytes: number;
  readonly payload: Buffer;
}

interface Matched {
  readonly old: SideSegment | undefined;
  readonly now: SideSegment | undefined;
  readonly delta: number;
}

/** The data segments whose length changed, what changed most first. They sum to the difference of all data. */
export function segmentChanges(old: Analysis, now: Analysis, limit: number): Diff['data'] {
  const [before, after] = [segmentsOf(old), segmentsOf(now)];
  const changed = [...new Set([...after.keys(), ...before.keys()])]
    .map((key): Matched => {
      const [was, is] = [before.get(key), after.get(key)];
      return { old: was, now: is, delta: (is?.bytes ?? 0) - (was?.bytes ?? 0) };
    })
    .filter(({ delta }) => delta !== 0);
  const { items, rest } = largest(changed, limit, ({ delta }) => Math.abs(delta));
  return {
    count: changed.length,
    items: items.map((one, index) => segmentChange(one, index < WITH_TEXT)),
    others: { count: rest.length, delta_bytes: sumOf(rest, ({ delta }) => delta) },
  };
}

/**
 * Segments by what they are recognised by: their name, of several of one name the first, the second, ...; without a name
 * their index. A linker writes a segment a section, in the same order each time.
 */
function segmentsOf({ program, names }: Analysis): ReadonlyMap<string, SideSegment> {
  const found = new Map<string, SideSegment>();
  const seen = new Map<string, number>();
  for (const { module, number } of program.modules) {
    for (const { index, start, payloadStart, payloadEnd } of moduleData(module)) {
      const name = (names.main?.module === module ? names.data?.get(index) : undefined) || null;
      const called = JSON.stringify([number, name ?? index]);
      const nth = seen.get(called) ?? 0;
      seen.set(called, nth + 1);
      const { bytes } = module;
      found.set(`${called} ${nth}`, {
        core_module: number,
        index,
        name: name === null ? null : printable(name),
        bytes: payloadEnd - start,
        payload: Buffer.from(bytes.buffer, bytes.byteOffset + payloadStart, payloadEnd - payloadStart),
      });
    }
  }
  return found;
}

function segmentChange({ old, now, delta }: Matched, isLookedInto: boolean): SegmentChange {
  const { core_module = 0, index = 0, name = null } = now ?? old ?? {};
  return {
    status: old === undefined ? 'new' : now === undefined ? 'removed' : delta > 0 ? 'grown' : 'shrunk',
    core_module,
    index,
    name,
    old_bytes: old?.bytes ?? 0,
    new_bytes: now?.bytes ?? 0,
    delta_bytes: delta,
    text: isLookedInto && delta > 0 && now !== undefined ? newText(old?.payload, now.payload) : null,
  };
}

/** The longest text that the old content does not have, from where it is new; null when there is none. */
function newText(old: Buffer = Buffer.alloc(0), now: Buffer): string | null {
  const runs: (readonly [from: number, to: number])[] = [];
  visitTextRuns(now, 0, now.length, (from, to) => void runs.push([from, to]));
  const { items } = largest(runs, MAX_LOOKED_FOR, ([from, to]) => to - from);
  const [run] = items.filter(([from, to]) => !old.includes(now.subarray(from, to)));
  if (run === undefined) return null;
  const [from, to] = run;
  // Linkers write texts without a gap: what stands before the new one is as it was. Of a text that is there so is each beginning.
  let [known, unknown] = [0, to - from];
  while (unknown - known > 1) {
    const length = (known + unknown) >> 1;
    if (old.includes(now.subarray(from, from + length))) known = length;
    else unknown = length;
  }
  return printable(now.toString('latin1', from + known, Math.min(to, from + known + MAX_SHOWN)), MAX_SHOWN);
}

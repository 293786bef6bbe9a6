import type { BaselineSubject } from '@wasmgate/contracts/baseline';
import { BASIS_PARTS, isSameBasis, MEASURING_PARTS, type Basis } from '@wasmgate/contracts/basis';
import { acceptedExact, acceptedIdentity } from '../compare/subject/accepted.ts';
import type { Measurement, Reports } from '../compare/subject/measurement.ts';
import { measurements } from '../compare/subject/measurements.ts';

/** A figure that is not the accepted one, and what that is due to. */
export interface Move {
  readonly metric: string;
  /** Undefined: nothing was accepted, or it is not measured any more. */
  readonly accepted: number | string | null | undefined;
  readonly measured: number | string | undefined;
  /**
   * wasmgate: the accepted bytes, measured by the same tools; measured_by, made_by: other tools measured, or made other bytes;
   * source: other bytes of the same tools.
   */
  readonly cause: 'wasmgate' | 'measured_by' | 'made_by' | 'source';
  /** The tools that are others. */
  readonly tools: readonly { readonly was: string; readonly is: string }[];
}

/** Every exact figure and name of a subject that is not the accepted one. Times move by themselves and are left out. */
export function movesOf(entry: BaselineSubject, reports: Reports): Move[] {
  const all = measurements(reports).filter((one) => one.kind !== 'timed');
  const moved = all.flatMap((one) => moveOf(one, entry, reports));
  const measured = new Set(all.map(({ name }) => name));
  const gone = Object.entries(entry.exact ?? {}).flatMap(([metric, { value }]): Move[] =>
    measured.has(metric)
      ? []
      : [
          {
            metric,
            accepted: value,
            measured: undefined,
            ...causeOf(hasAcceptedBytes(metric, entry, reports)),
          },
        ],
  );
  return [...moved, ...gone];
}

function moveOf(
  measurement: Exclude<Measurement, { kind: 'timed' }>,
  entry: BaselineSubject,
  reports: Reports,
): Move[] {
  const { name, value } = measurement;
  const isSame = hasAcceptedBytes(name, entry, reports);
  if (measurement.kind === 'identity') {
    const accepted = acceptedIdentity(entry, name);
    return accepted === value ? [] : [{ metric: name, accepted, measured: value, ...causeOf(isSame) }];
  }
  const said = acceptedExact(entry, measurement, isSame);
  if (said?.value === value || said?.oneDecimal === true) return [];
  const cause = said?.basis === undefined ? causeOf(isSame) : causeOf(isSame, said.basis, measurement.basis);
  return [{ metric: name, accepted: said?.value, measured: value, ...cause }];
}

/** Of a program of the host: its own bytes. */
function hasAcceptedBytes(metric: string, entry: BaselineSubject, { build, startup }: Reports): boolean {
  const program = (startup.native ?? []).find(({ bin }) => metric.startsWith(`native.${bin}.`));
  if (program === undefined) return entry.artifact?.sha256 === build.artifact_sha256;
  const { bin, sha256 } = program;
  return Object.hasOwn(entry.native ?? {}, bin) && entry.native?.[bin]?.sha256 === sha256;
}

/** The same bytes: only who measured them counts, for they are there whoever made them. */
function causeOf(isSame: boolean, was: Basis = {}, is: Basis = was): Pick<Move, 'cause' | 'tools'> {
  const parts = isSame ? MEASURING_PARTS : BASIS_PARTS;
  if (isSameBasis(was, is, parts)) return { cause: isSame ? 'wasmgate' : 'source', tools: [] };
  const tools = parts
    .filter((part) => was[part] !== is[part])
    .map((part) => ({ was: was[part] ?? `no ${part}`, is: is[part] ?? `no ${part}` }));
  return { cause: isSame ? 'measured_by' : 'made_by', tools };
}

import { printable } from '@wasmgate/contracts/printable';
import type { Breakdown, Section } from '@wasmgate/contracts/size';
import type { WasmBinary } from '@wasmgate/wasm-model';
import { findNames, type NamedFile, type Names } from '../program/attribution.ts';
import { readProgram, type Program } from '../program/program.ts';
import { retainedSizes, type Retained } from '../program/retained.ts';
import { sectionsOf } from '../sections.ts';
import { crateSizes } from './crate-sizes.ts';
import { dataSizes } from './data-sizes.ts';
import { familySizes } from './family-sizes.ts';
import { allFunctions, functionSizes } from './function-sizes.ts';
import { sumOf } from './largest.ts';
import { sectionGroups } from './section-groups.ts';

/** A file taken apart: what the report and the answers to questions are made from. */
export interface Analysis {
  readonly binary: WasmBinary;
  readonly artifact: string;
  readonly names: Names;
  readonly program: Program;
  readonly retained: Retained;
  readonly breakdown: Breakdown;
}

/** Items of each list in the report, unless more are asked for; crates are all listed. */
export const LISTED = 50;

/** A file to take apart, and where its names may be. */
export interface AnalysisInput {
  readonly binary: WasmBinary;
  readonly artifact: string;
  readonly named: NamedFile | null;
  /** Items of each list. */
  readonly limit?: number;
}

/** Takes a file apart. WasmFormatError when its function, code or data sections are malformed. */
export function analyse({ binary, artifact, named, limit = LISTED }: AnalysisInput): Analysis {
  const names = findNames(binary, artifact, named);
  const program = readProgram(binary, names);
  const retained = retainedSizes(program);
  const breakdown = makeBreakdown(binary, names, program, retained, limit);
  checkSums(breakdown, binary.end - binary.start);
  return { binary, artifact, names, program, retained, breakdown };
}

function makeBreakdown(
  binary: WasmBinary,
  names: Names,
  program: Program,
  retained: Retained,
  limit: number,
): Breakdown {
  const all = allFunctions(program);
  const functions = functionSizes(all, { program, retained }, limit);
  const data = dataSizes(program, names, limit);
  const sections = sectionsOf(binary);
  const only = (owner: Section['owner'], custom: boolean | null): Section[] =>
    sections.filter(
      (part) => part.owner === owner && (custom ?? part.kind === 'custom') === (part.kind === 'custom'),
    );
  const counted = { code: functions.bytes, data: data.sizes.bytes };
  const core = sectionGroups(only('core', false), limit, counted);
  const custom = sectionGroups(only('core', true), limit);
  const wrapper = sectionGroups(only('wrapper', null), limit);
  const { problem } = retained;
  return {
    attribution: { ...names.attribution, graph_problem: problem === null ? null : printable(problem) },
    parts: {
      functions: functions.bytes,
      data: data.sizes.bytes,
      core_sections: core.bytes,
      custom_sections: custom.bytes,
      wrapper: wrapper.bytes,
    },
    functions,
    crates: crateSizes(program, retained, data.byCrate),
    families: familySizes(all, program, limit),
    data: data.sizes,
    core_sections: core,
    custom_sections: custom,
    wrapper,
  };
}

/** What does not add up is a defect, never a finding. */
function checkSums({ parts, functions, crates, families, data }: Breakdown, length: number): void {
  const sums: readonly (readonly [string, number, number])[] = [
    ['parts', sumOf(Object.values(parts), (bytes) => bytes), length],
    ['functions', listed(functions), parts.functions],
    ['crates', listed(crates), parts.functions],
    ['families', listed(families) + families.single.bytes, parts.functions],
    ['segments', listed(data.segments), parts.data],
    ['strings', listed(data.strings) + data.strings.not_strings_bytes, parts.data],
  ];
  for (const [what, sum, expected] of sums)
    if (sum !== expected) throw new Error(`${what} sum to ${sum} bytes, expected ${expected}`);
}

const listed = ({ items, others }: { items: { bytes: number }[]; others: { bytes: number } }): number =>
  sumOf(items, ({ bytes }) => bytes) + others.bytes;

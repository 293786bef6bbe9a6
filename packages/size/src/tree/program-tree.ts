import { printable } from '@wasmgate/contracts/printable';
import { sha256OfRead } from '@wasmgate/contracts/sha256';
import type { Breakdown } from '@wasmgate/contracts/size';
import type { Program as ProgramTree } from '@wasmgate/contracts/tree';
import { bytesOf } from '../breakdown/function-sizes.ts';
import type { Analysis } from '../breakdown/make-breakdown.ts';
import { ownerFields } from '../breakdown/owner-fields.ts';
import { functionName, symbolOf } from '../program/program.ts';
import { listedFunctions, type Listed } from './listed-functions.ts';
import { modulePath } from './module-path.ts';
import { Numbered } from './numbered.ts';

/** Characters of a name: it stands there ten thousand times. */
const MAX_NAME = 200;
/** Groups of functions that do not stand there by themselves; the rest is one group more. */
const MAX_GROUPS = 2_000;

/** A file as a tree: parts, owners, modules and functions, in columns. */
export function programTree(analysis: Analysis): ProgramTree {
  const { binary, artifact, names, breakdown } = analysis;
  const listed = listedFunctions(analysis);
  const owners = new Numbered<ProgramTree['owners'][number]>();
  return {
    artifact,
    sha256: sha256OfRead(binary.bytes),
    bytes: binary.end - binary.start,
    unattributed: names.attribution.reason,
    parts: partsOf(breakdown),
    ...functionColumns(analysis, listed, owners),
    others: groupsOf(analysis, listed, owners),
    owners: owners.all,
  };
}

function functionColumns(
  { program, retained, breakdown }: Analysis,
  { functions, placeOf }: Listed,
  owners: Numbered<ProgramTree['owners'][number]>,
): Pick<ProgramTree, 'functions' | 'modules' | 'steps' | 'exports'> {
  const modules = new Numbered<ProgramTree['modules'][number]>();
  const steps = new Numbered<ProgramTree['steps'][number]>();
  const ownerOf = (id: number): number => owners.numberOf(id, () => ownerFields(program.owners[id]));
  const sizes = functions.map((one) => retained.of(one));
  return {
    functions: {
      count: breakdown.functions.count,
      name: functions.map((one) => printable(functionName(one), MAX_NAME) || '(empty name)'),
      module: functions.map((one) => {
        const owner = ownerOf(one.module.definedIn[one.index] as number);
        const path = printable(modulePath(symbolOf(one)), MAX_NAME);
        return modules.numberOf(`${owner} ${path}`, () => ({ owner, path }));
      }),
      instantiated_for: functions.map(({ module, index }) =>
        ownerOf(module.instantiatedFor[index] as number),
      ),
      bytes: functions.map(bytesOf),
      retained: sizes.every((size) => size !== null) ? sizes : null,
      holder: functions.map(({ links }) => placeOf(links.holder)),
      caller: functions.map(({ links }) => placeOf(links.entry?.caller ?? null)),
      step: functions.map(({ links: { entry } }) =>
        entry === null ? -1 : steps.numberOf(entry.via, () => ({ via: entry.via, certain: entry.isCertain })),
      ),
    },
    modules: modules.all,
    steps: steps.all,
    exports: functions.flatMap(({ links: { entry } }, place) =>
      entry?.export ? [{ function: place, name: printable(entry.export, MAX_NAME) || '(empty name)' }] : [],
    ),
  };
}

function groupsOf(
  { program }: Analysis,
  { rest }: Listed,
  owners: Numbered<ProgramTree['owners'][number]>,
): ProgramTree['others'] {
  const groups = new Map<string, ProgramTree['others'][number]>();
  for (const one of rest) {
    const { module, index } = one;
    const [defines, causes] = [module.definedIn[index] as number, module.instantiatedFor[index] as number];
    const isKnown = groups.size < MAX_GROUPS || groups.has(`${defines} ${causes}`);
    const key = isKnown ? `${defines} ${causes}` : '';
    const group = groups.get(key) ?? {
      owner: ownerNumber(isKnown ? defines : -1),
      instantiated_for: ownerNumber(isKnown ? causes : -1),
      functions: 0,
      bytes: 0,
    };
    groups.set(key, group);
    group.functions += 1;
    group.bytes += bytesOf(one);
  }
  return [...groups.values()];

  // What is too much to be told apart is nobody's.
  function ownerNumber(id: number): number {
    return owners.numberOf(id, () =>
      ownerFields(id < 0 ? { kind: 'no_crate', crate: null } : program.owners[id]),
    );
  }
}

function partsOf({ data, core_sections, custom_sections, wrapper }: Breakdown): ProgramTree['parts'] {
  return {
    data: [
      ...data.segments.items.map(({ name, core_module, index, bytes }) => ({
        name: name ?? `segment ${index}${core_module === 0 ? '' : ` of module ${core_module}`}`,
        count: 1,
        bytes,
      })),
      ...othersOf(data.segments.others),
    ],
    core_sections: listOf(core_sections),
    custom_sections: listOf(custom_sections),
    wrapper: listOf(wrapper),
  };
}

type Leaf = ProgramTree['parts']['data'][number];

const listOf = ({ items, others }: Breakdown['wrapper']): Leaf[] => [...items, ...othersOf(others)];

const othersOf = ({ count, bytes }: { count: number; bytes: number }): Leaf[] =>
  count === 0 ? [] : [{ name: 'others', count, bytes }];

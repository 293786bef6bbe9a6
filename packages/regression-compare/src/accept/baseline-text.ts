import { isDeepStrictEqual } from 'node:util';
import { findNodeAtLocation, getNodeValue, parseTree, type Node } from 'jsonc-parser';
import {
  BASELINE_VERSION,
  type BaselineJson,
  type BaselineSubject,
  type ExactFigures,
} from '@wasmgate/contracts/baseline';
import type { Basis } from '@wasmgate/contracts/basis';
import { nameBases, userKey, usersOf, type NamedBases } from './name-bases.ts';

const SCHEMA = './schemas/baseline.schema.json';

/**
 * The text of baseline.json, for people: each basis once, a figure a line, everything that wasmgate writes sorted. The keys
 * beside, the seed's and unknown ones, keep their order and, where they say the same as in `before`, their spelling: 3.50
 * stays 3.50. The same data and the same text before give the same text.
 */
export function baselineText(baseline: BaselineJson, before: string): string {
  const tree = parseTree(before);
  const { bases, names } = nameBases(baseline, namedBefore(tree, baseline));
  const kept = (path: string[], value: unknown) => keptText(before, tree, path, value);
  const subjects = sorted(baseline.subjects).map(([name, entry]): Entry => [
    name,
    block(subjectEntries(name, entry, names, kept), 2),
  ]);
  const root: Entry[] = [
    ['$schema', kept(['$schema'], valueAt(tree, ['$schema']) ?? SCHEMA)],
    ['schema_version', String(BASELINE_VERSION)],
    ['bases', block(basisEntries(bases), 1)],
    ['subjects', block(subjects, 1)],
  ];
  return `${block(root, 0)}\n`;
}

/** A key and the text of its value. */
type Entry = readonly [key: string, text: string];

function subjectEntries(
  subject: string,
  { exact = {}, exact_also: sets = {}, timed = {}, artifact, native = {}, ...beside }: BaselineSubject,
  names: ReadonlyMap<string, string>,
  kept: (path: string[], value: unknown) => string,
): Entry[] {
  const named = (path: string[], { basis, ...rest }: { basis?: Basis }) => {
    const name = names.get(userKey(['subjects', subject, ...path]));
    return line(basis === undefined ? rest : { ...rest, basis: name });
  };
  const classes = sorted(timed).map(([hostClass, figures]): Entry => [
    hostClass,
    block(
      sorted(figures).map(([name, figure]) => [name, line(figure)]),
      4,
    ),
  ]);
  const figures = (accepted: ExactFigures, ...folder: string[]): Entry[] =>
    sorted(accepted).map(([name, figure]) => [name, named([...folder, name], figure)]);
  const exactLines = figures(exact, 'exact');
  const setBlocks = sorted(sets).map(([set, accepted]): Entry => [
    set,
    block(figures(accepted, 'exact_also', set), 4),
  ]);
  const programs = sorted(native).map(([bin, program]): Entry => [bin, named(['native', bin], program)]);
  return [
    ...Object.entries(beside).map(([key, value]): Entry => [key, kept(['subjects', subject, key], value)]),
    ...(artifact === undefined ? [] : [['artifact', named(['artifact'], artifact)] as const]),
    ...(programs.length === 0 ? [] : [['native', block(programs, 3)] as const]),
    ...(exactLines.length === 0 ? [] : [['exact', block(exactLines, 3)] as const]),
    ...(setBlocks.length === 0 ? [] : [['exact_also', block(setBlocks, 3)] as const]),
    ...(classes.length === 0 ? [] : [['timed', block(classes, 3)] as const]),
  ];
}

function basisEntries(bases: ReadonlyMap<string, Basis>): Entry[] {
  return [...bases].map(([name, basis]) => [
    name,
    block(
      Object.entries(basis).map(([part, value]) => [part, JSON.stringify(value)]),
      2,
    ),
  ]);
}

/** The bases of a text of version 2 with the names that its figures have; of version 1 none. */
function namedBefore(tree: Node | undefined, { schema_version, subjects }: BaselineJson): NamedBases {
  if (schema_version === 1) return { bases: new Map(), names: new Map() };
  const bases = (valueAt(tree, ['bases']) ?? {}) as Record<string, Basis>;
  const names = new Map<string, string>();
  for (const { path } of Object.entries(subjects).flatMap(([name, entry]) => usersOf(name, entry))) {
    const name = valueAt(tree, [...path, 'basis']);
    if (typeof name === 'string') names.set(userKey(path), name);
  }
  return { bases: new Map(Object.entries(bases)), names };
}

/** How a value was spelled before, where it is the same value; else as JSON spells it. */
function keptText(before: string, tree: Node | undefined, path: string[], value: unknown): string {
  const node = tree && findNodeAtLocation(tree, path);
  if (node === undefined) return JSON.stringify(value);
  const text = before.slice(node.offset, node.offset + node.length);
  return isDeepStrictEqual(JSON.parse(text), value) ? text : JSON.stringify(value);
}

function valueAt(tree: Node | undefined, path: string[]): unknown {
  const node = tree && findNodeAtLocation(tree, path);
  return node && (getNodeValue(node) as unknown);
}

/** An object with a line an entry, `depth` levels deep. */
function block(entries: readonly Entry[], depth: number): string {
  if (entries.length === 0) return '{}';
  const indent = '  '.repeat(depth);
  const lines = entries.map(([key, text]) => `${indent}  ${JSON.stringify(key)}: ${text}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

/** A flat object in one line: `{ "value": 12, "basis": "tools" }`. */
function line(value: object): string {
  const members = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${JSON.stringify(one)}`);
  return `{ ${members.join(', ')} }`;
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

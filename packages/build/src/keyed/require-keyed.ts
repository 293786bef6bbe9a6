import { join, relative } from 'node:path';
import { InputError } from '@wasmgate/contracts/errors';
import { printable } from '@wasmgate/contracts/printable';
import type { UnkeyedInput } from './unkeyed-inputs.ts';

const MOST = 20;

/**
 * Refuses a build that read what does not key it: the failed task is stored under no key, so that no later one is answered with
 * what it made. Throws InputError (exit 2) naming each input, who read it, and the lines that key it.
 */
export function requireKeyed(inputs: readonly UnkeyedInput[], subject: { dir: string; root: string }): void {
  if (inputs.length === 0) return;
  const shown = inputs.slice(0, MOST).map((input) => `  ${inputText(input)}`);
  const rest = inputs.length > MOST ? [`  and ${inputs.length - MOST} more`] : [];
  const turboJson = relative(subject.root, join(subject.dir, 'turbo.json')).replaceAll('\\', '/');
  throw new InputError(
    [
      'the build read what does not key it, so that a cached result would not change with it:',
      ...shown,
      ...rest,
    ],
    { fix: fixes(inputs, turboJson) },
  );
}

function inputText(input: UnkeyedInput): string {
  const name = printable(input.name, 200);
  switch (input.kind) {
    case 'file':
      return `${name}, read by ${input.by}${input.input === null ? ': it lies above the repository, where nothing can be keyed' : ''}`;
    case 'variable':
      return `the variable ${name}, asked for by ${input.by}`;
    case 'script':
      return `the whole package ${name}: ${input.by} says on nothing that it depends`;
    case 'objects':
      return `${name}, made by a C compiler and linked by ${input.by}`;
  }
}

const list = (names: readonly string[]): string => JSON.stringify(names).replaceAll(',', ', ');

function fixes(inputs: readonly UnkeyedInput[], turboJson: string): string[] {
  const files = inputs.flatMap((one) => (one.kind === 'file' ? [one.input] : []));
  const globs = [...new Set(files.filter((input) => input !== null))].toSorted();
  const variables = [
    ...new Set(inputs.flatMap((one) => (one.kind === 'variable' ? [one.name] : []))),
  ].toSorted();
  const inherited = '$TURBO_EXTENDS$';
  return [
    ...(globs.length > 0
      ? [
          `move it into src/ or wit/, or in ${turboJson}: "tasks": { "build": { "inputs": ${list([inherited, ...globs])} } }`,
        ]
      : []),
    ...(files.includes(null) ? ['move what lies above the repository into the subject'] : []),
    ...(variables.length > 0
      ? [
          `in wasmgate.json: "crate": { "env": ${list(variables)} }, and in ${turboJson}: "tasks": { "build": { "env": ${list([inherited, ...variables])} } }`,
        ]
      : []),
    ...(inputs.some(({ kind }) => kind === 'script')
      ? [
          'in build.rs: println!("cargo::rerun-if-changed=build.rs"); and a line for each other file that it reads',
        ]
      : []),
    ...(inputs.some(({ kind }) => kind === 'objects')
      ? ['in wasmgate.json: "crate": { "c_compiler": "clang" }, so that which one it is keys the build']
      : []),
  ];
}

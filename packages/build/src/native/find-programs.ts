import { InputError } from '@wasmgate/contracts/errors';
import type { SelectedCrate } from '../cargo/select-crate.ts';

/** Checks that the crate has these programs. Throws InputError (exit 2) naming the first that it lacks, and those it has. */
export function findPrograms(names: readonly string[], { package: own }: SelectedCrate): void {
  const programs = own.targets.filter(({ kind }) => kind.includes('bin')).map(({ name }) => name);
  const index = names.findIndex((name) => !programs.includes(name));
  if (index === -1) return;
  const there = programs.length === 0 ? 'it has none' : `it has ${programs.join(', ')}`;
  throw new InputError(
    `wasmgate.json: $.native[${index}].bin: package ${own.name} has no program ${names[index] ?? ''}; ${there}`,
    { fix: 'add src/main.rs or a [[bin]] to its Cargo.toml, or correct the name' },
  );
}

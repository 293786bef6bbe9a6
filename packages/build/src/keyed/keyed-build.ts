import { join, relative } from 'node:path';
import { InputError } from '@wasmgate/contracts/errors';
import type { Subject } from '@wasmgate/contracts/subject';
import { findWorkspaceRoot } from '@wasmgate/contracts/workspace';
import { isKeyedVariable, readCargoConfig } from '@wasmgate/toolchain';
import type { CargoMessages } from '../cargo/cargo-messages.ts';
import type { CargoMetadata } from '../cargo/cargo-metadata.ts';
import type { Cargo } from '../cargo/cargo.ts';
import { keyedFiles } from './keyed-files.ts';
import { requireKeyed } from './require-keyed.ts';
import { turboBuildTask } from './turbo-build-task.ts';
import { unkeyedInputs } from './unkeyed-inputs.ts';

/** Holds what a build read against what keys it. */
export interface KeyedBuild {
  /** Refuses a build that read anything else. Throws InputError (exit 2) that says what, and the line that keys it. */
  readonly require: (
    cargo: Pick<Cargo, 'targetDir' | 'triple' | 'rust'>,
    metadata: CargoMetadata,
    messages: CargoMessages,
  ) => void;
}

/**
 * What keys a subject's build: its sources, what its turbo.json adds to them, cargo's configuration and variables. Throws
 * InputError (exit 2) when one of these leads to what cannot be keyed, before anything is built.
 */
export function keyedBuild(
  { dir, config }: Pick<Subject, 'dir' | 'config'>,
  env: NodeJS.ProcessEnv,
): KeyedBuild {
  const root = findWorkspaceRoot(dir) ?? dir;
  const { values, problems } = readCargoConfig(dir, { env, root, native: config.native !== undefined });
  if (problems.length > 0) {
    const told = problems.map(({ level, key, why }) => `  ${key} (${level}): ${why}`);
    throw new InputError(["cargo's configuration says what cannot key the build:", ...told], {
      fix: problems.map(({ fix }) => fix),
    });
  }
  const { inputs, variables } = turboBuildTask(dir);
  const declared = config.crate?.env ?? [];
  const untold = variables === null ? [] : declared.filter((name) => !variables.includes(name));
  if (untold.length > 0) {
    const file = relative(root, join(dir, 'turbo.json'));
    throw new InputError(
      `wasmgate.json: $.crate.env: ${untold.join(', ')}: turbo gives no task a variable that its turbo.json does not name`,
      {
        fix: `in ${file}: "tasks": { "build": { "env": ${JSON.stringify(['$TURBO_EXTENDS$', ...declared])} } }`,
      },
    );
  }
  // `[env]` of the configuration sets variables, whose values key the build with the rest of it.
  const configured = new Set(Object.keys(values).map((key) => /^env\.([^.]+)/.exec(key)?.[1]));
  const keys = {
    place: keyedFiles({ subjectDir: dir, root, inputs }),
    hasVariable: (name: string) => isKeyedVariable(name, declared) || configured.has(name),
    hasCCompiler: config.crate?.c_compiler !== undefined,
  };
  return {
    require: ({ targetDir, triple, rust }, { workspace_root: workspaceRoot }, messages) => {
      const { cargoHome, sysroot } = rust;
      const built = { messages, targetDir, triple, workspaceRoot, cargoHome, sysroot };
      requireKeyed(unkeyedInputs(built, keys), { dir, root });
    },
  };
}

import { relative } from 'node:path';
import { syncCommand } from '@wasmgate/contracts/commands';
import { InputError } from '@wasmgate/contracts/errors';
import { cargoFolder, type Subject } from '@wasmgate/contracts/subject';
import { rootOf } from '@wasmgate/contracts/workspace';
import { isKeyedVariable, readCargoConfig } from '@wasmgate/toolchain';
import { printable } from '@wasmgate/contracts/printable';
import type { CargoMessages } from '../cargo/cargo-messages.ts';
import type { CargoMetadata } from '../cargo/cargo-metadata.ts';
import type { Cargo } from '../cargo/cargo.ts';
import type { LocalPackage } from '../cargo/local-packages.ts';
import { keyedFiles } from './keyed-files.ts';
import { requireKeyed } from './require-keyed.ts';
import { memberInputs } from './member-inputs.ts';
import { missingInputs } from './missing-inputs.ts';
import { turboFile, turboTasks } from './turbo-tasks.ts';
import { unkeyedInputs } from './unkeyed-inputs.ts';

/** Holds what a build reads against what keys it. */
export interface KeyedBuild {
  /**
   * Before anything is built: refuses packages outside of the subject that do not key it. Throws InputError (exit 2) naming the
   * inputs that are missing, and what writes them.
   */
  readonly requirePackages: (packages: readonly LocalPackage[]) => void;
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
export function keyedBuild(subject: Pick<Subject, 'dir' | 'config'>, env: NodeJS.ProcessEnv): KeyedBuild {
  const { dir, config } = subject;
  const root = rootOf(dir);
  const native = config.native !== undefined;
  const { values, problems } = readCargoConfig(cargoFolder(subject), { env, root, native });
  if (problems.length > 0) {
    const told = problems.map(({ level, key, why }) => `  ${key} (${level}): ${why}`);
    throw new InputError(["cargo's configuration says what cannot key the build:", ...told], {
      fix: problems.map(({ fix }) => fix),
    });
  }
  const tasks = turboTasks(dir);
  const { variables } = tasks.build;
  const declared = config.crate?.env ?? [];
  const untold = variables === null ? [] : declared.filter((name) => !variables.includes(name));
  if (untold.length > 0) {
    const file = relative(root, turboFile(dir));
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
    place: keyedFiles({ subjectDir: dir, root, inputs: tasks.build.inputs }),
    sliced: keyedFiles({ subjectDir: dir, root, inputs: tasks.settings.inputs }),
    hasVariable: (name: string) => isKeyedVariable(name, declared) || configured.has(name),
    hasCCompiler: config.crate?.c_compiler !== undefined,
  };
  return {
    requirePackages: (packages) => {
      const missing = missingInputs(memberInputs(subject, packages), { subjectDir: dir, root, tasks });
      if (missing.length === 0) return;
      const file = relative(root, turboFile(dir));
      const lines = missing.map(({ task, input }) => `  ${task}: ${printable(input, 200)}`);
      throw new InputError(
        [`the crate is made of what does not key its build; ${file} lacks these inputs:`, ...lines],
        { fix: `${syncCommand()} (in ${relative(root, dir) || 'this folder'}) writes them` },
      );
    },
    require: ({ targetDir, triple, rust }, { workspace_root: workspaceRoot }, messages) => {
      const { cargoHome, sysroot } = rust;
      const built = { messages, targetDir, triple, workspaceRoot, cargoHome, sysroot };
      requireKeyed(unkeyedInputs(built, keys), { dir, root });
    },
  };
}

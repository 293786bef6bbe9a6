import type { BinContext, BinSpec } from '@wasmgate/cli-kit';
import { readSubject } from '@wasmgate/contracts/subject';
import { diagnose, diagnosisExitCode } from './doctor.ts';
import { writeWorkspaceEnvironment } from './environment.ts';
import { lockToolchain } from './lock/lock-toolchain.ts';
import { removeDamaged } from './installation/damaged-installations.ts';
import { homeFolder } from './machine/machine.ts';
import { renderDiagnosis, renderEnvironment, renderInstalled, renderLock } from './render.ts';
import type { RustNeed } from './rust/rust-need.ts';
import { resolveRust } from './rust/resolve-rust.ts';
import { resolveWasmtime } from './wasmtime/resolve-wasmtime.ts';
import { WASM_TARGETS, type WasmTarget } from './rust/rust-home.ts';
import { rustNeed } from './rust/rust-need.ts';
import { readSettings } from './settings.ts';
import type { ToolContext } from './tool-context.ts';

const target = {
  flags: '--target <triple>',
  description: 'target to install for; default: the one of the subject in this folder, else wasm32-wasip2',
  choices: WASM_TARGETS,
};

/** `wasm-toolchain`: what it finds and installs for building and measuring. */
export function toolchainBin(version: string, nodeVersion: string): BinSpec {
  return {
    name: 'wasm-toolchain',
    version,
    summary: 'find or install Rust for WebAssembly, the linker and wasmtime',
    examples: [
      'wasm-toolchain doctor',
      'wasm-toolchain install',
      'WASMGATE_TOOLCHAIN=locked wasm-toolchain environment',
    ],
    subcommands: {
      environment: {
        summary: 'find what can build and measure each subject (a task of turbo)',
        examples: [
          'wasm-toolchain environment',
          'WASMGATE_TOOLCHAIN=locked wasm-toolchain environment  answer with toolchain.lock.json',
        ],
        run: async (context) => {
          const found = await writeWorkspaceEnvironment(toolContext(context), context.io.now());
          print(context, renderEnvironment(found));
          return 0;
        },
      },
      doctor: {
        summary: 'say what was found where, what is missing and how to get it',
        examples: ['wasm-toolchain doctor', 'WASMGATE_INSTALL=never wasm-toolchain doctor'],
        run: async (context) => {
          const diagnosis = await diagnose(toolContext(context), nodeVersion);
          print(
            context,
            renderDiagnosis(diagnosis, { screen: context.screen, home: homeFolder(context.io.env) }),
          );
          return diagnosisExitCode(diagnosis);
        },
      },
      lock: {
        summary: 'write the toolchain of this machine to toolchain.lock.json',
        examples: ['wasm-toolchain lock', 'wasm-toolchain lock --target wasm32-wasip1'],
        options: [target],
        run: async (context) => {
          const need = needOf(context) ?? defaultNeed;
          print(context, renderLock(await lockToolchain(need, toolContext(context))));
          return 0;
        },
      },
      install: {
        summary: 'install what is missing or damaged: Rust for the target, wasmtime',
        examples: ['wasm-toolchain install', 'wasm-toolchain install --target wasm32-wasip1'],
        options: [target],
        run: async (context) => {
          const need = needOf(context);
          await removeDamaged(toolContext(context), readSettings(context.io.env));
          const rust = need === null ? null : await resolveRust(need, toolContext(context));
          print(context, renderInstalled(rust, await resolveWasmtime(toolContext(context)), context.screen));
          return 0;
        },
      },
    },
  };
}

const defaultNeed: RustNeed = { target: 'wasm32-wasip2', rustVersion: null };

/** Null when the subject in this folder is a prebuilt file, which needs no Rust. */
function needOf({ io, options }: BinContext): RustNeed | null {
  const asked = options['target'] as WasmTarget | undefined;
  if (asked !== undefined) return { target: asked, rustVersion: null };
  const subject = readSubject(io.cwd);
  return subject === null ? defaultNeed : rustNeed(subject);
}

function toolContext({ io, progress, signal }: BinContext): ToolContext {
  return { env: io.env, dir: io.cwd, progress, signal };
}

function print({ options, say }: BinContext, text: string): void {
  if (options['quiet'] !== true) say(text);
}

import { existsSync } from 'node:fs';
import { CONFIG_FILE } from '@wasmgate/contracts/layout';

/** A module that runs a command in this process, and prints under the name that it was called by. */
export interface CommandModule {
  readonly run: (process: NodeJS.Process, name?: string) => Promise<void>;
}

/** A command of `wasmgate`. */
export interface Command {
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
  /** What stands before the user's arguments; default: the command's own word, for a tool that has several. */
  readonly args?: readonly string[];
}

const toolchain = (): Promise<CommandModule> => import('./toolchain.ts');
const settings = (): Promise<CommandModule> => import('./settings.ts');
const baseline = (): Promise<CommandModule> => import('@wasmgate/regression-compare/dist/baseline.js');

/** All commands by name, in the order of the help. */
export const commands: Readonly<Record<string, Command>> = {
  check: {
    summary: 'say what is in any .wasm, whose bytes they are, and how it starts',
    load: () => import('./check.ts'),
    args: [],
  },
  init: {
    summary: 'prepare a repository: find what can be gated, and write what that needs',
    load: () => import('./init.ts'),
    args: [],
  },
  build: {
    summary: 'build the subject in this folder: linked, named, unoptimized and shipped .wasm',
    load: () => import('@wasmgate/build/dist/main.js'),
    args: [],
  },
  sync: {
    summary: "write what a crate is made of outside its subject into the subject's turbo.json",
    load: () => import('@wasmgate/build/dist/main.js'),
  },
  size: {
    summary: 'say what every byte of a .wasm is, and whose',
    load: () => import('@wasmgate/size/dist/main.js'),
    args: [],
  },
  features: {
    summary: 'prove that excluded features are not in a .wasm',
    load: () => import('@wasmgate/feature-check/dist/main.js'),
    args: [],
  },
  startup: {
    summary: 'measure how a .wasm starts, or whether one starts slower than another',
    load: () => import('@wasmgate/startup-bench/dist/main.js'),
    args: [],
  },
  memory: {
    summary: 'count what a .wasm allocates, and who asks',
    load: () => import('@wasmgate/memory/dist/main.js'),
    args: [],
  },
  compare: {
    summary: 'compare what was measured with baseline.json',
    load: () => import('@wasmgate/regression-compare/dist/main.js'),
    args: [],
  },
  verify: {
    summary: 'pass or fail the subject in this folder, or every subject, through turbo',
    load: () =>
      existsSync(CONFIG_FILE)
        ? import('@wasmgate/regression-compare/dist/verify.js')
        : import('./verify-all.ts'),
    args: [],
  },
  report: {
    summary: 'lay what was measured out as pages to look at: of the subject in this folder, or of all',
    load: () => import('@wasmgate/report/dist/main.js'),
    args: [],
  },
  baseline: { summary: 'show what changes in baseline.json, and accept it', load: baseline, args: [] },
  remeasure: { summary: 'have the startup figures taken again by the next verify', load: baseline },
  migrate: {
    summary: 'bring documents of an earlier version up to date; say what an upgrade moved',
    load: baseline,
  },
  why: { summary: 'say which inputs made a task run again', load: () => import('./why.ts'), args: [] },
  summary: {
    summary: 'write what the gate said of every subject, as Markdown',
    load: () => import('./summary.ts'),
    args: [],
  },
  comment: {
    summary: 'write what the gate said into the one comment of a pull request, or print it',
    load: () => import('./comment.ts'),
    args: [],
  },
  sarif: {
    summary: 'write what the feature checks found as one SARIF file',
    load: () => import('./sarif.ts'),
    args: [],
  },
  matrix: {
    summary: "print the subjects as the matrix of a workflow's jobs",
    load: () => import('./matrix.ts'),
    args: [],
  },
  variants: {
    summary: 'hold a subject and its variants against each other',
    load: () => import('./variants.ts'),
    args: [],
  },
  determinism: {
    summary: 'build a subject in two folders and compare the bytes',
    load: () => import('./determinism.ts'),
    args: [],
  },
  explain: {
    summary: 'say what a verdict code means, and how to fix it',
    load: () => import('./explain.ts'),
    args: [],
  },
  environment: { summary: 'find what can build and measure each subject (a task of turbo)', load: toolchain },
  settings: {
    summary: 'split wasmgate.json into one slice a task (a task of turbo)',
    load: settings,
    args: [],
  },
  doctor: { summary: 'say what was found where, what is missing and how to get it', load: toolchain },
  install: { summary: 'install what is missing or damaged: Rust for the target, wasmtime', load: toolchain },
  lock: { summary: 'write the toolchain of this machine to toolchain.lock.json', load: toolchain },
};

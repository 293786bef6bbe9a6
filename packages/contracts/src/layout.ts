import { join } from 'node:path';

// Where everything lies: each path stands here once. A report's file name stands with its report.

/** What a subject is made of and judged by; relative to the subject, as all that follows. */
export const CONFIG_FILE = 'wasmgate.json';

/** A number that keys the benchmark: raised, the times are taken again. */
export const EPOCH_FILE = '.measure-epoch';

/** Reports, and what was built. */
export const REPORT_DIR = 'target/wasm-bench';

/** The page that shows the reports, beside them. */
export const REPORT_PAGE = 'report.html';

/** Where wasm-build works: cargo's target folder, and scratch files. */
export const BUILD_WORK_DIR = 'target/wasm-build';

/** Cargo's target folder. */
export const CARGO_DIR = `${BUILD_WORK_DIR}/cargo`;

/** What wasm-build --try makes: a folder for each combination of settings, and one for cargo. */
export const TRIAL_DIR = `${BUILD_WORK_DIR}/trial`;

/** The folder of a trial in it, by its settings: `opt-level-s-lto-fat`. */
export const trialFolder = (settings: readonly string[]): string =>
  `${TRIAL_DIR}/${
    settings
      .join(' ')
      .replaceAll(/[^\w-]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'unchanged'
  }`;

const BUILT_DIR = `${REPORT_DIR}/build`;

/** What the task build makes. */
export const ARTIFACTS = {
  linked: `${BUILT_DIR}/linked.wasm`,
  named: `${BUILT_DIR}/named.wasm`,
  unoptimized: `${BUILT_DIR}/unoptimized.wasm`,
  shipped: `${BUILT_DIR}/shipped.wasm`,
} as const;

/** Accepted files, committed: what is measured is compared with them. */
export const ACCEPTED_DIR = 'baseline';

/** The accepted artifacts. */
export const ACCEPTED = {
  named: `${ACCEPTED_DIR}/named.wasm`,
  shipped: `${ACCEPTED_DIR}/shipped.wasm`,
} as const;

/** Where programs of the host lie: a folder with a manifest and the programs. Those that were built, and the accepted ones. */
export const NATIVE_FOLDERS = { built: BUILT_DIR, accepted: ACCEPTED_DIR } as const;

/** The manifest in such a folder. */
export const NATIVE_MANIFEST = 'native.json';

/** The folder of the programs in it. */
export const NATIVE_PROGRAMS = 'native';

/** The file of a program in such a folder. */
export const nativeFile = (folder: string, bin: string): string => join(folder, NATIVE_PROGRAMS, bin);

/** Facts of one run, beside the reports and outside every glob of turbo. */
export const sidecarFile = (name: string): string => `${REPORT_DIR}/${name}.run.json`;

/** What is written of the workspace and by no task of a subject. */
const WORKSPACE_DIR = '.wasmgate';

/** What the task environment writes; relative to the workspace, as all that follows. */
export const ENVIRONMENT_FILE = `${WORKSPACE_DIR}/environment.json`;

/** Pages of all subjects, and one over all of them. */
export const PAGES_DIR = `${WORKSPACE_DIR}/report`;

/** Versions of what keys tasks, by hash: see `keepVersion`. */
export const VERSIONS_DIR = `${WORKSPACE_DIR}/versions`;

/** Accepted figures of all subjects. */
export const BASELINE_FILE = 'baseline.json';

/** The toolchain that every machine should have. */
export const LOCK_FILE = 'toolchain.lock.json';

/**
 * What keys the task `build` inside a subject: globs relative to it. The `build.inputs` of turbo.json are these (a test holds
 * them equal), and wasm-build refuses what was made of anything else.
 */
export const BUILD_SOURCES = [
  'Cargo.toml',
  'build.rs',
  '.cargo/**',
  'src/**',
  'wit/**',
  'prebuilt/**',
] as const;

/**
 * What keys the task `settings` inside a subject. Of these wasmgate.json and Cargo.lock key `build` only by the part that it reads:
 * that part stands in its slice.
 */
export const SETTINGS_SOURCES = [CONFIG_FILE, 'Cargo.toml', 'Cargo.lock'] as const;

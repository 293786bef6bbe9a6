import { readSubject } from '@wasmgate/contracts/subject';
import { findLock, lockedToolchain } from './lock/find-lock.ts';
import { findOnPath } from '@wasmgate/process';
import { providers } from './providers/providers.ts';
import { damagedInstallations } from './installation/damaged-installations.ts';
import { REINSTALL } from './installation/installed-state.ts';
import { findPython } from './wasmtime/install-wheel.ts';
import { thisMachine } from './machine/machine.ts';
import type { UnusableRust, UsableRust } from './rust/probe-rust.ts';
import { ccInstallText } from './rust/require-cc.ts';
import { explicitUsable, findRust } from './rust/find-rust.ts';
import { findCli, findLibrary } from './wasmtime/resolve-wasmtime.ts';
import { rustInstallText } from './rust/rust-missing.ts';
import { rustNeed } from './rust/rust-need.ts';
import { probeTool } from './run-tool.ts';
import { readSettings, type Settings } from './settings.ts';
import type { ToolContext } from './tool-context.ts';
import { wasmtimeInstallText } from './wasmtime/wasmtime-missing.ts';

/**
 * Whether a tool is there, will be installed by the first run, is missing and needed, is not as wasmgate installed it, or is missing and
 * not needed.
 */
export type CheckState = 'found' | 'installable' | 'missing' | 'damaged' | 'absent';

/** One line of the doctor's table. */
export interface Check {
  readonly name: string;
  readonly state: CheckState;
  /** Version, or what is known of it. */
  readonly detail: string;
  /** Where it lies on this machine. */
  readonly where: string;
  readonly needed: string;
  /** How to get it; only when it is missing or damaged. */
  readonly fix?: string;
}

/** What the doctor found. */
export interface Diagnosis {
  readonly checks: readonly Check[];
  /** Toolchains that were looked at and not chosen, and why: `PATH: … has no standard library for …`. */
  readonly passedOver: readonly string[];
  readonly cacheDir: string;
  readonly locked: string | null;
}

/** Looks for everything that `verify` needs or can use. Installs and downloads nothing. */
export async function diagnose(context: ToolContext, nodeVersion: string): Promise<Diagnosis> {
  const settings = readSettings(context.env);
  const { lock } = findLock(context.dir);
  const rust = await checkRust(context, settings);
  const checks = [
    { name: 'node', state: 'found', detail: nodeVersion, where: '', needed: 'everything' } as const,
    await command('npm', ['--version'], 'installing the tools', context),
    rust.check,
    checkCc(context),
    await checkLibrary(context, settings),
    await checkCli(context, settings),
    await checkPip(context),
    ...checkInstallers(context, settings),
    ...checkInstalled(context, settings),
    await command('wasm-objdump', ['--version'], 'optional: wasmgate features --tool', context),
    await command('wasm-tools', ['--version'], 'optional: wasmgate features --tool', context),
  ];
  return {
    checks,
    passedOver: rust.passedOver,
    cacheDir: settings.cacheDir,
    locked: lockedToolchain(lock, thisMachine().platform)?.identity ?? null,
  };
}

/** Whether nothing that verify needs is missing, or damaged. */
export function canVerify(checks: readonly Check[]): boolean {
  return checks.every(({ state }) => state !== 'missing' && state !== 'damaged');
}

/** 0 when verify can run here, perhaps after installing something by itself; 3 otherwise. */
export function diagnosisExitCode({ checks }: Pick<Diagnosis, 'checks'>): 0 | 3 {
  return canVerify(checks) ? 0 : 3;
}

async function command(
  name: string,
  args: readonly string[],
  needed: string,
  context: ToolContext,
): Promise<Check> {
  const file = findOnPath(context.env, name);
  if (file === null) return { name, state: 'absent', detail: 'not on PATH', where: '', needed };
  const { stdout } = await probeTool(file, args, context);
  return {
    name,
    state: 'found',
    detail: stdout.split('\n')[0] ?? '',
    where: file,
    needed,
  };
}

async function checkRust(
  context: ToolContext,
  settings: Settings,
): Promise<{ check: Check; passedOver: readonly string[] }> {
  const { lock } = findLock(context.dir);
  const { platform } = thisMachine();
  const subject = readSubject(context.dir);
  const need =
    subject === null ? ({ target: 'wasm32-wasip2', rustVersion: null } as const) : rustNeed(subject);
  const name = `rust (${need?.target ?? 'prebuilt'})`;
  const common = { name, where: '', needed: 'building a crate' };
  if (need === null) {
    return {
      check: { ...common, state: 'absent', detail: 'the subject is a prebuilt file' },
      passedOver: [],
    };
  }
  const explicit = await explicitUsable(need, context, settings);
  const { chosen, seen } =
    explicit === null ? await findRust(need, context, settings, lock) : { chosen: explicit, seen: [] };
  const passedOver = seen.filter((place) => place !== chosen).map((place) => passedOverText(place));
  if (chosen !== null) {
    const { toolchain, source, home } = chosen;
    const detail = `${toolchain.rustc.replace(/ LLVM .*/, '')}, std ${toolchain.std} (${source})`;
    return { check: { ...common, state: 'found', detail, where: home.sysroot }, passedOver };
  }
  const ways = providers.flatMap(({ installer }) => {
    const means = installer?.means(context, settings);
    return means?.can === true ? [means.how] : [];
  });
  if (settings.neverInstall === null && ways.length > 0) {
    const detail = `not here; the first run installs it (${ways.join(', or ')})`;
    return { check: { ...common, state: 'installable', detail }, passedOver };
  }
  const why = settings.neverInstall === null ? '' : `, and ${settings.neverInstall}`;
  const fix = rustInstallText(lock, platform, need.target);
  return { check: { ...common, state: 'missing', detail: `not here${why}`, fix }, passedOver };
}

function passedOverText(place: UsableRust | UnusableRust): string {
  const why = place.usable ? `${place.toolchain.rustc}: another one fits better` : place.reason;
  return `${place.source}: ${place.home.sysroot} ${why}`;
}

function checkCc({ env }: ToolContext): Check {
  const { os } = thisMachine();
  const file = findOnPath(env, 'cc');
  const common = { name: 'cc', needed: 'build scripts and proc-macros' };
  if (file !== null) return { ...common, state: 'found', detail: '', where: file };
  const fix = ccInstallText[os];
  if (fix === undefined) return { ...common, state: 'absent', detail: 'not on PATH', where: '' };
  return { ...common, state: 'missing', detail: 'not on PATH', where: '', fix };
}

async function checkLibrary(context: ToolContext, settings: Settings): Promise<Check> {
  const { wasmtime } = findLock(context.dir).lock;
  const found = await findLibrary(wasmtime, settings);
  const common = { name: 'libwasmtime', needed: 'measuring startup' };
  if (found !== null) {
    return { ...common, state: 'found', detail: `${found.version} (${found.source})`, where: found.path };
  }
  if (settings.neverInstall === null && findPython(context.env) !== null) {
    const detail = `not here; the first run installs ${wasmtime.version} (a wheel, about 10 MB)`;
    return { ...common, state: 'installable', detail, where: '' };
  }
  const why = settings.neverInstall ?? 'python3 is not on PATH';
  const fix = wasmtimeInstallText(wasmtime.version);
  return { ...common, state: 'missing', detail: `not here, and ${why}`, where: '', fix };
}

async function checkCli(context: ToolContext, settings: Settings): Promise<Check> {
  const found = await findCli(findLock(context.dir).lock.wasmtime, settings, context);
  const common = { name: 'wasmtime', needed: 'optional: timing the command line' };
  if (found === null) return { ...common, state: 'absent', detail: 'not here', where: '' };
  return { ...common, state: 'found', detail: `${found.version} (${found.source})`, where: found.path };
}

async function checkPip(context: ToolContext): Promise<Check> {
  const common = { name: 'python3 with pip', needed: 'installing wasmtime' };
  const python = findPython(context.env);
  const fix =
    'apt-get install python3 python3-pip, brew install python3, or winget install Python.Python.3.13';
  if (python === null)
    return { ...common, state: 'absent', detail: 'python3 is not on PATH', where: '', fix };
  const { ok, stdout } = await probeTool(python, ['-m', 'pip', '--version'], context);
  const detail = ok ? (/^pip \S+/.exec(stdout)?.[0] ?? '') : 'has no pip';
  return { ...common, state: ok ? 'found' : 'absent', detail, where: python, ...(ok ? {} : { fix }) };
}

/** What is damaged may still be found: only its bytes show it. */
function checkInstalled(context: ToolContext, settings: Settings): Check[] {
  return damagedInstallations(context, settings).map(({ name, root, damage }) => ({
    name,
    state: 'damaged',
    detail: damage,
    where: root,
    needed: 'what wasmgate installed',
    fix: REINSTALL,
  }));
}

function checkInstallers(context: ToolContext, settings: Settings): Check[] {
  return providers.flatMap(({ name, installer }): Check[] => {
    if (installer === undefined) return [];
    const means = installer.means(context, settings);
    const common = { name: means.tools, needed: `installing Rust from ${name}` };
    if (!means.can) return [{ ...common, state: 'absent', detail: means.why, where: '' }];
    return [{ ...common, state: 'found', detail: means.detail, where: means.where }];
  });
}

import { cell, renderTable, type Screen, type Tone } from '@wasmgate/cli-kit';
import { canVerify, type Check, type CheckState, type Diagnosis } from './doctor.ts';
import type { WorkspaceEnvironment } from './environment.ts';
import type { LockResult } from './lock/lock-toolchain.ts';
import type { ResolvedRust } from './rust/resolve-rust.ts';
import type { ResolvedWasmtime } from './wasmtime/resolve-wasmtime.ts';

const words = {
  found: ['good', 'found'],
  installable: ['warn', 'to install'],
  missing: ['bad', 'missing'],
  damaged: ['bad', 'damaged'],
  absent: ['dim', 'absent'],
} as const satisfies Record<CheckState, readonly [Tone, string]>;

/** What `environment` prints: each toolchain once, with a note where it is not the lock's, what is missing, and the host class. */
export function renderEnvironment({ environment, lockedToolchain, locked }: WorkspaceEnvironment): string {
  const { subjects, host } = environment;
  const entries = Object.entries(subjects);
  const toolchains = new Map(
    entries.flatMap(([, { toolchain }]) => (toolchain === null ? [] : [[toolchain.identity, toolchain]])),
  );
  const lines: string[] = [];
  for (const { identity, provider } of toolchains.values()) {
    if (provider === 'prebuilt') continue;
    lines.push(`toolchain   ${cell(identity, 400)}${locked ? '  (from toolchain.lock.json)' : ''}`);
    if (lockedToolchain === null || lockedToolchain.identity === identity) continue;
    lines.push(
      `note: toolchain.lock.json names ${cell(lockedToolchain.identity, 400)}`,
      '      figures that were accepted with it are not compared with what this one builds (basis_changed)',
    );
  }
  const missing = entries.filter(([, { absent }]) => absent !== null);
  for (const [name, { absent }] of missing) {
    const [first = ''] = (absent?.message ?? '').split('\n');
    const then = absent?.stamp === null ? '' : '; it is installed when the subject is built';
    lines.push(`toolchain   not here for ${cell(name, 40)}: ${cell(first, 200)}${then}`);
  }
  lines.push(`host class  ${cell(host.host_class, 400)}`);
  return lines.join('\n');
}

function shortPath(path: string, home: string): string {
  return path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

/** The doctor's table, then what was passed over, then how to get what is missing. */
export function renderDiagnosis(
  { checks, passedOver, cacheDir, locked }: Diagnosis,
  { screen: { paint, columns }, home }: { screen: Screen; home: string },
): string {
  const rows = checks.map(({ name, state, detail, where, needed }) => [
    name,
    paint(words[state][0], words[state][1]),
    cell(detail, 100),
    cell(needed),
    cell(shortPath(where, home), 160),
  ]);
  const head = ['tool', 'state', 'what', 'needed for', 'where'].map((text) => ({
    head: text,
    long: 'wrap' as const,
  }));
  const parts = [
    renderTable(head, rows, columns),
    [
      `cache  ${cell(shortPath(cacheDir, home), 300)}`,
      `lock   ${cell(locked ?? 'names no toolchain for this platform', 300)}`,
    ].join('\n'),
  ];
  if (passedOver.length > 0)
    parts.push(['passed over:', ...passedOver.map((text) => `  ${cell(text, 300)}`)].join('\n'));
  const broken = checks.filter((check): check is Check & { fix: string } => check.fix !== undefined);
  for (const { name, fix } of broken) parts.push(`${name}: ${fix}`);
  parts.push(
    canVerify(checks) ? paint('good', 'verify can run here') : paint('bad', 'verify cannot run here yet'),
  );
  return parts.join('\n\n');
}

/** What `install` prints: what is there now, and where. */
export function renderInstalled(
  rust: ResolvedRust | null,
  wasmtime: ResolvedWasmtime,
  { columns }: Screen,
): string {
  const rows = [
    ...(rust === null ? [] : [['rust', cell(rust.toolchain.rustc), rust.source, cell(rust.sysroot, 200)]]),
    ['libwasmtime', wasmtime.version, wasmtime.librarySource, cell(wasmtime.libraryPath, 200)],
    ['wasmtime', wasmtime.cliVersion ?? 'none', wasmtime.cliSource ?? '', cell(wasmtime.cliPath ?? '', 200)],
  ];
  return `${renderTable([{ head: 'tool' }, { head: 'version' }, { head: 'from' }, { head: 'where', long: 'wrap' }], rows, columns)}`;
}

/** What `lock` prints: the entry, and what it replaces. */
export function renderLock({ file, key, toolchain, before }: LockResult): string {
  const identity = cell(toolchain.identity, 400);
  if (before?.identity === toolchain.identity) return `${cell(file, 300)}: ${key} is as it was: ${identity}`;
  const was = before === null ? '' : `\n  before: ${cell(before.identity, 400)}`;
  return `${cell(file, 300)}: ${key}${was}\n  now:    ${identity}`;
}

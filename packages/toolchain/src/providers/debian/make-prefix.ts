import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Countdown } from '@wasmgate/cli-kit';
import { EnvironmentError, InputError } from '@wasmgate/contracts/errors';
import type { ToolchainLockJson } from '@wasmgate/contracts/toolchain-lock';
import {
  aptConfiguration,
  aptSourcesList,
  isLeftOut,
  parsePrintUris,
  type AptPackage,
} from './apt-recipe.ts';
import type { DebianTools } from './find-tools.ts';
import { finishPrefix, prefixName } from './prefix.ts';
import { thisMachine } from '../../machine/machine.ts';
import { whileDownloading } from '../../installation/while-downloading.ts';
import { megabytes } from '../../machine/megabytes.ts';
import { mustRun, runTool } from '../../run-tool.ts';
import type { ToolContext } from '../../tool-context.ts';

const MINUTE = 60_000;
/** Debian's Rust unpacks to 4.1 times what it weighs packed; both are on the disk for a while. */
const UNPACK_FACTOR = 4.2;
const PROBE_SOURCE = 'fn main() { println!("{}", std::env::args().count()); }\n';

/**
 * Downloads and unpacks Debian's Rust into `tree` and gives the folder's name. Says first what, how much and where.
 * apt verifies the signatures; the tools are tried before the folder counts as finished.
 */
export async function makeDebianPrefix(
  tree: string,
  scratch: string,
  { tools, recipe, dir }: { tools: DebianTools; recipe: ToolchainLockJson['debian']; dir: string },
  context: ToolContext,
): Promise<string> {
  const { progress, env, signal } = context;
  const { aptGet, dpkgDeb, machine, mirror } = tools;
  if (/["\n\\:;]/.test(scratch)) {
    throw new InputError(`${scratch}: apt and the loader cannot work in a folder with such a name`, {
      fix: 'set WASMGATE_CACHE',
    });
  }
  const config = join(scratch, 'apt.conf');
  for (const folder of ['lists/partial', 'state', 'log', 'cache/archives/partial', 'debs']) {
    mkdirSync(join(scratch, folder), { recursive: true });
  }
  writeFileSync(join(scratch, 'status'), '');
  writeFileSync(
    join(scratch, 'sources.list'),
    aptSourcesList(mirror, recipe.suite, tools.keyring, machine.architecture),
  );
  writeFileSync(config, aptConfiguration({ root: scratch, architecture: machine.architecture }));
  const apt = { env, signal, timeoutMs: 60 * MINUTE, cwd: join(scratch, 'debs') };
  const fix = `check the network and that ${mirror} carries ${recipe.suite}, or install Rust with rustup`;

  progress.step(`Rust for WebAssembly: reading the package list of Debian ${recipe.suite} from ${mirror}`);
  // Only with any error at all does apt fail for a mirror that does not answer.
  await mustRun(
    'apt-get update',
    aptGet,
    ['-c', config, '-o', 'APT::Update::Error-Mode=any', '-q', 'update'],
    { ...apt, fix },
  );
  const uris = await mustRun(
    'apt-get install --print-uris',
    aptGet,
    ['-c', config, '-qq', '-y', '--print-uris', '--no-install-recommends', 'install', ...recipe.packages],
    { ...apt, fix },
  );
  const wanted = parsePrintUris(uris).filter(({ name }) => !isLeftOut(name, recipe.leave_out));
  if (wanted.length === 0)
    throw new EnvironmentError(`apt-get named no package to download from ${mirror}`, { fix });
  const bytes = wanted.reduce((sum, pkg) => sum + pkg.bytes, 0);
  progress.step(
    `Rust for WebAssembly: downloading ${wanted.length} packages of Debian ${recipe.suite}, ${megabytes(bytes)} ` +
      `(about ${megabytes(bytes * UNPACK_FACTOR)} unpacked), to ${dir}`,
  );
  requireRoom(dir, bytes * (1 + UNPACK_FACTOR));
  await download(wanted, bytes, config, tools, apt, context);
  await unpack(wanted, tree, { dpkgDeb, debs: apt.cwd }, context);
  mkdirSync(join(tree, 'bin'));
  finishPrefix(tree, machine, recipe.suite, wanted);
  await tryPrefix(tree, scratch, context);
  return prefixName(thisMachine().platform, recipe.suite, wanted);
}

function requireRoom(dir: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(dir);
  if (bavail * bsize >= bytes) return;
  throw new EnvironmentError(
    `${dir}: ${megabytes(bytes)} are needed while installing, ${megabytes(bavail * bsize)} are free`,
    { fix: 'make room, or set WASMGATE_CACHE to a folder on another disk' },
  );
}

async function download(
  wanted: readonly AptPackage[],
  bytes: number,
  config: string,
  { aptGet, mirror }: DebianTools,
  apt: {
    env: ToolContext['env'];
    signal: AbortSignal | undefined;
    timeoutMs: number;
    cwd: string;
  },
  { progress }: ToolContext,
): Promise<void> {
  const args = ['-c', config, '-q', 'download', ...wanted.map(({ name, version }) => `${name}=${version}`)];
  await whileDownloading({ dir: apt.cwd, bytes }, progress, () =>
    mustRun('apt-get download', aptGet, args, {
      ...apt,
      fix: `check the network; the packages come from ${mirror}`,
    }),
  );
}

async function unpack(
  wanted: readonly AptPackage[],
  tree: string,
  { dpkgDeb, debs }: { dpkgDeb: string; debs: string },
  { progress, env, signal }: ToolContext,
): Promise<void> {
  const files = readdirSync(debs)
    .filter((name) => name.endsWith('.deb'))
    .toSorted();
  if (files.length !== wanted.length) {
    throw new EnvironmentError(`apt-get downloaded ${files.length} of ${wanted.length} packages`);
  }
  progress.step(`Rust for WebAssembly: unpacking ${files.length} packages`);
  const countdown = new Countdown(files.length, (text) => progress.tick(text));
  for (const [index, name] of files.entries()) {
    countdown.show(`unpacking ${index + 1} of ${files.length}`);
    const file = join(debs, name);
    await mustRun('dpkg-deb -x', dpkgDeb, ['-x', file, tree], {
      env,
      signal,
      timeoutMs: 10 * MINUTE,
    });
    rmSync(file);
    countdown.done();
  }
}

/** A library that the leave-out list wrongly leaves out shows here, not in the middle of somebody's build. */
async function tryPrefix(tree: string, scratch: string, { env, signal }: ToolContext): Promise<void> {
  const source = join(scratch, 'probe.rs');
  writeFileSync(source, PROBE_SOURCE);
  const bin = (name: string) => join(tree, 'bin', name);
  const args = [
    '--target',
    'wasm32-wasip1',
    '-C',
    `linker=${bin('wasm-ld')}`,
    '-o',
    join(scratch, 'probe.wasm'),
    source,
  ];
  for (const [file, list] of [
    [bin('cargo'), ['-V']],
    [bin('rustc'), args],
  ] as const) {
    const { ok, failure } = await runTool(file, list, { env, signal, timeoutMs: 5 * MINUTE });
    if (!ok) {
      throw new EnvironmentError(
        `Debian's Rust was unpacked but does not work here: ${failure}`.split('\n'),
        {
          fix: 'install Rust with rustup; if a library is missing, take it off leave_out in toolchain.lock.json',
        },
      );
    }
  }
}

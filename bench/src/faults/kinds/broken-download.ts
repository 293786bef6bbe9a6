import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { anewCommand, subjectPath } from '../clone.ts';
import type { FaultKind, Outcome, Site } from '../fault-kind.ts';
import { endProblems, reportProblems } from '../recovery.ts';
import { copyToolCache, toolsIn } from '../tool-cache.ts';

/** Starts are measured without it as well, and it is said to be missing. */
const OPTIONAL = 'the wasmtime command line';

/** What is downloaded, and the file in the tool cache that stands for it. */
const FILES = {
  libwasmtime: /^wasmtime\/.*\/libwasmtime\.so$/,
  [OPTIONAL]: /^wasmtime\/.*\/wasmtime$/,
  rustc: /^rust\/.*\/usr\/bin\/rustc$/,
  "rustc's driver library": /\/librustc_driver-[^/]*\.so$/,
  'the standard library': /\/wasm32-wasip1\/lib\/libstd-[^/]*\.rlib$/,
  'the linker': /\/llvm-[^/]*\/bin\/lld$/,
} as const;

/** What may have happened to it. A flipped byte may be one that nothing reads: then the answer is right all the same. */
const DAMAGES = {
  'cut in half': (bytes: Buffer) => bytes.subarray(0, bytes.length >>> 1),
  'one byte flipped': (bytes: Buffer) => {
    const middle = bytes.length >>> 1;
    bytes[middle] = (bytes[middle] as number) ^ 0xff;
    return bytes;
  },
  emptied: () => Buffer.alloc(0),
} as const;

/** A download that was whole once and is not any more. */
export const brokenDownload: FaultKind = {
  name: 'broken downloads',
  expected:
    'exit 3 where nothing may be installed, with the file and how to mend it (green when nothing meets a flipped byte, or wants the command line); `doctor` names it, `install` mends it',
  obstacle: () => null,
  trials: (site) =>
    Object.entries(FILES).flatMap(([what, pattern]) =>
      Object.entries(DAMAGES).map(([how, damage]) => ({
        row: `${what} is ${how}`,
        id: `${what} ${how}`,
        run: () => breakFile(site, pattern, damage),
      })),
    ),
};

async function breakFile(
  { clone, scratch }: Site,
  pattern: RegExp,
  damage: (bytes: Buffer) => Uint8Array,
): Promise<Outcome> {
  const tools = copyToolCache(join(scratch, 'broken tools'));
  try {
    const file = readdirSync(tools, { recursive: true, encoding: 'utf8' }).find((path) => pattern.test(path));
    if (file === undefined) return { did: `nothing: no ${pattern}`, problems: ['is not in the tool cache'] };
    const path = join(tools, file);
    breakQuietly(path, damage);
    const env = toolsIn(tools);
    const toolchain = (command: string) =>
      clone.run([clone.path('node_modules/.bin/wasm-toolchain'), command], { cwd: subjectPath(clone), env });
    const met = await clone.run(anewCommand(clone), {
      env: { ...env, WASMGATE_INSTALL: 'never' },
    });
    const torn = reportProblems(clone);
    const doctor = await toolchain('doctor');
    const install = await toolchain('install');
    const again = await clone.run(anewCommand(clone), { env });
    const isSpared = damage === DAMAGES['one byte flipped'] || pattern === FILES[OPTIONAL];
    const isUnmet = met.code === 0 && isSpared;
    return {
      did: `${file}: exit ${met.code}`,
      problems: [
        ...(isUnmet ? [] : endProblems(met, { exit: 3, says: [basename(file), 'wasmgate install'] })),
        ...torn,
        ...endProblems(doctor, { exit: 3, says: [basename(file)] }).map((problem) => `doctor: ${problem}`),
        ...endProblems(install, { exit: 0 }).map((problem) => `install: ${problem}`),
        ...endProblems(again, { exit: 0 }).map((problem) => `after install: ${problem}`),
      ],
    };
  } finally {
    rmSync(tools, { recursive: true, force: true });
  }
}

/** As a disk does it: the file keeps its times. */
function breakQuietly(path: string, damage: (bytes: Buffer) => Uint8Array): void {
  const { atime, mtime } = statSync(path);
  writeFileSync(path, damage(readFileSync(path)));
  utimesSync(path, atime, mtime);
}

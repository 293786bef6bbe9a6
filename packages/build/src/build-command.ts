import { finishReport, readSettings, type BinContext, type BinSpec, type Flag } from '@wasmgate/cli-kit';
import { buildReport } from '@wasmgate/contracts/build';
import type { ExitCode } from '@wasmgate/contracts/errors';
import { buildSubject } from './build-subject.ts';
import { buildTold } from './build-told.ts';

const options: readonly Flag[] = [
  { flags: '--json', description: 'print the report, and nothing else, to stdout' },
  { flags: '--out <file>', description: 'write the report there as well' },
  { flags: '--exit-zero', description: 'exit 0 on a violation (the report records it)' },
];

/** The bin wasm-build: builds the subject in the current folder. */
export function buildCommand(version: string): BinSpec {
  const summary = 'builds the subject in this folder: cargo, wasm-opt, strip, component';
  return {
    name: 'wasm-build',
    version,
    summary,
    examples: ['wasm-build', 'wasm-build --json | jq .artifacts.shipped', 'wasm-build sync --check'],
    command: { summary, options, run },
    subcommands: {
      sync: {
        summary: "writes what the crate is made of outside the subject into the subject's turbo.json",
        options: [
          { flags: '--check', description: 'write nothing; exit 1 with the lines that are missing or stale' },
        ],
        run: async (context) => (await import('./sync.ts')).sync(context),
      },
    },
  };
}

async function run(context: BinContext): Promise<ExitCode> {
  const { io, progress, screen, signal, options: given } = context;
  const { subject, settings } = readSettings(buildTold, context);
  const report = await buildSubject(
    { dir: subject.dir, ...settings },
    {
      io,
      progress,
      signal,
      quiet: given['quiet'] === true,
    },
  );
  return finishReport(buildReport, report, context, async () =>
    (await import('./render.ts')).renderBuild(report, screen),
  );
}

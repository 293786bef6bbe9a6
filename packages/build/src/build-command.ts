import { finishReport, readSettings, type BinContext, type BinSpec, type Flag } from '@wasmgate/cli-kit';
import { buildReport } from '@wasmgate/contracts/build';
import { InputError, type ExitCode } from '@wasmgate/contracts/errors';
import type { BuildContext } from './build-context.ts';
import { buildSubject } from './build-subject.ts';
import { buildTold, type SubjectBuild } from './build-told.ts';
import { tryBuild } from './try-build.ts';

const options: readonly Flag[] = [
  { flags: '--json', description: 'print the report, and nothing else, to stdout' },
  { flags: '--out <file>', description: 'write the report there as well' },
  {
    flags: '--try [setting...]',
    description: `build with other settings of cargo's profile, beside what is built: 'lto = "fat"'`,
  },
  { flags: '--exit-zero', description: 'exit 0 on a violation (the report records it)' },
];

/** The bin wasm-build: builds the subject in the current folder. */
export function buildCommand(version: string): BinSpec {
  const summary = 'build the subject in this folder: linked, named, unoptimized and shipped .wasm';
  return {
    name: 'wasm-build',
    version,
    summary,
    examples: [
      'wasm-build',
      'wasm-build --json | jq .artifacts.shipped',
      `wasm-build --try 'opt-level = "s"' 'lto = "fat"'`,
    ],
    command: { summary, options, run },
    subcommands: {
      sync: {
        summary: "write what a crate is made of outside its subject into the subject's turbo.json",
        examples: ['wasm-build sync', 'wasm-build sync --check  exit 1 where turbo.json lacks an input'],
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
  const build = { dir: subject.dir, ...settings };
  const edge: BuildContext = { io, progress, signal, quiet: given['quiet'] === true };
  const tried = given['try'] as true | string[] | undefined;
  if (tried !== undefined) return showTrial(build, tried === true ? [] : tried, context, edge);
  const report = await buildSubject(build, edge);
  return finishReport(buildReport, report, context, async () =>
    (await import('./render.ts')).renderBuild(report, screen),
  );
}

async function showTrial(
  build: SubjectBuild,
  settings: readonly string[],
  { say, screen, options: given }: BinContext,
  edge: BuildContext,
): Promise<ExitCode> {
  if (given['json'] === true || given['out'] !== undefined) {
    throw new InputError('--try makes files, and no report', { fix: 'leave out --json and --out' });
  }
  const { folder, stages } = await tryBuild(build, settings, edge);
  if (edge.quiet) return 0;
  const { renderTrial } = await import('./render.ts');
  say(renderTrial(build.subject, settings, { folder, stages }, screen));
  return 0;
}

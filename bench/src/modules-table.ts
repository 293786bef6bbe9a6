import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeaturesJson } from '@wasmgate/contracts/features';
import type { SizeJson } from '@wasmgate/contracts/size';

/** What the two tools say of a file. */
export interface ModuleLook {
  readonly name: string;
  readonly bytes: number;
  /** `exact`: the parts are the file; else what is wrong. */
  readonly sum: string;
  /** What the features report says: verdict, and the groups that fail. */
  readonly verdict: string;
  /** `level` of the weakest evidence: names, strings. */
  readonly levels: string;
  /** Why the call graph is not whole; empty when it is. */
  readonly graphProblem: string;
  readonly size: Run;
  readonly features: Run;
}

/** A process: what it printed, and what it took. */
export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** Peak resident set; undefined without GNU time. */
  readonly peakMb: number | undefined;
}

/** Runs both tools on a file. */
export async function lookAt(
  file: string,
  name: string,
  bins: string,
  gnuTime: string | null,
): Promise<ModuleLook> {
  const size = await run(gnuTime, join(bins, 'wasm-size'), file, '--compress', 'none', '--json');
  const features = await run(gnuTime, join(bins, 'wasm-feature-check'), file, '--json');
  const { bytes, sum, graphProblem } = readSize(size, statSync(file).size);
  return { name, bytes, sum, graphProblem, ...readFeatures(features), size, features };
}

function readSize(
  { stdout, stderr }: Run,
  bytes: number,
): Pick<ModuleLook, 'bytes' | 'sum' | 'graphProblem'> {
  if (stdout === '') return { bytes, sum: stderr.split('\n')[0] ?? '', graphProblem: '' };
  const { attributed_bytes, breakdown } = JSON.parse(stdout) as SizeJson;
  const parts = Object.values(breakdown?.parts ?? {}).reduce((total, part) => total + part, 0);
  const isExact = attributed_bytes === bytes && parts === bytes;
  return {
    bytes,
    sum: isExact ? 'exact' : `${attributed_bytes} and ${parts} of ${bytes}`,
    graphProblem: breakdown?.attribution.graph_problem ?? '',
  };
}

function readFeatures({ stdout, stderr }: Run): Pick<ModuleLook, 'verdict' | 'levels'> {
  if (stdout === '') return { verdict: stderr.split('\n')[0] ?? '', levels: '' };
  const { groups, verdict, evidence_levels } = JSON.parse(stdout) as FeaturesJson;
  const failing = groups.filter(({ fails }) => fails).map(({ name }) => name);
  return {
    verdict: failing.length === 0 ? verdict : `${verdict}: ${failing.join(', ')}`,
    levels: evidence_levels.includes('names') ? 'names' : 'strings',
  };
}

function run(gnuTime: string | null, file: string, ...args: string[]): Promise<Run> {
  const dir = mkdtempSync(join(tmpdir(), 'modules-'));
  const figures = join(dir, 'figures');
  const argv =
    gnuTime === null ? [file, ...args] : [gnuTime, '--quiet', '-f', '%M', '-o', figures, file, ...args];
  const start = performance.now();
  return new Promise((done) => {
    execFile(argv[0] as string, argv.slice(1), { maxBuffer: 2 ** 30 }, (_error, stdout, stderr) => {
      const seconds = (performance.now() - start) / 1000;
      const peakMb = gnuTime === null ? undefined : Number(readFileSync(figures, 'utf8')) / 1024;
      rmSync(dir, { recursive: true });
      done({ stdout, stderr, seconds, peakMb });
    });
  });
}

const runText = ({ seconds, peakMb }: Run): string =>
  `${seconds.toFixed(1)} s${peakMb === undefined ? '' : `, ${Math.round(peakMb)} MB`}`;

/** A Markdown table, a row a file, the largest last; what is wrong is listed below. */
export function modulesTable(looks: readonly ModuleLook[]): string {
  const sorted = looks.toSorted((a, b) => a.bytes - b.bytes);
  const head = ['module', 'MB', 'sum', 'features', 'evidence', '`wasm-size`', '`wasm-feature-check`'];
  const rows = sorted.map((look) => [
    look.name,
    (look.bytes / 1e6).toFixed(2),
    look.sum,
    look.verdict,
    look.levels,
    runText(look.size),
    runText(look.features),
  ]);
  const table = [head, head.map((_, column) => ([1, 5, 6].includes(column) ? '---:' : '---')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
  const problems = sorted.filter(({ graphProblem }) => graphProblem !== '');
  const exact = looks.filter(({ sum }) => sum === 'exact').length;
  return [
    table,
    '',
    `${exact} of ${looks.length} files sum exactly.`,
    ...problems.map(({ name, graphProblem }) => `- ${name}: ${graphProblem}`),
  ].join('\n');
}

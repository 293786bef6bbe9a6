import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { runProcess } from '@wasmgate/process';
import type { Tool } from './tools.ts';

/** One run of a whole process, its output thrown away. */
export interface Sample {
  readonly ms: number;
  /** Processor time of all threads, user and system, and peak resident set; undefined without GNU time. */
  readonly cpu_ms: number | undefined;
  readonly peak_kb: number | undefined;
}

/** A file and a tool: undefined when the tool refuses the file. */
export interface Cell {
  readonly file: string;
  readonly tool: string;
  readonly samples: readonly Sample[] | undefined;
}

/**
 * Runs every tool on a file, `rounds` times over, interleaved: in each round every tool once, starting with another one, so that a
 * machine that gets busy is busy for all. A round before the first one is thrown away: it brings the file into the cache.
 */
export async function measureFile(
  file: { readonly name: string; readonly path: string },
  tools: readonly Tool[],
  rounds: number,
  gnuTime: string | null,
): Promise<Cell[]> {
  const samples = new Map<Tool, Sample[]>();
  const refused = new Set<Tool>();
  for (let round = 0; round <= rounds; round++) {
    for (let turn = 0; turn < tools.length; turn++) {
      const tool = tools[(turn + round) % tools.length] as Tool;
      if (refused.has(tool)) continue;
      // One after the other is the point: two at once would measure each other.
      // oxlint-disable-next-line no-await-in-loop
      const sample = await runOnce(tool, file.path, gnuTime);
      if (sample === undefined) refused.add(tool);
      else if (round > 0) samples.set(tool, [...(samples.get(tool) ?? []), sample]);
    }
  }
  return tools.map((tool) => ({ file: file.name, tool: tool.name, samples: samples.get(tool) }));
}

/** One run; undefined when the tool's exit code is no answer. Wall time from before the spawn to the exit. */
export async function runOnce(tool: Tool, path: string, gnuTime: string | null): Promise<Sample | undefined> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const figures = join(dir, 'figures');
    const prefix = gnuTime === null ? [] : [gnuTime, '--quiet', '-f', '%M %U %S', '-o', figures];
    const [file = '', ...args] = [...prefix, ...tool.argv, path];
    const { exitCode, durationNs } = await runProcess({
      file,
      args,
      cwd: dir,
      env,
      stdout: 'ignore',
      stderr: 'ignore',
      isMeasured: true,
    });
    if (!tool.answers.includes(exitCode ?? -1)) return undefined;
    const [peak_kb, user = 0, system = 0] =
      gnuTime === null ? [] : readFileSync(figures, 'utf8').split(' ').map(Number);
    const cpu_ms = peak_kb === undefined ? undefined : (user + system) * 1000;
    return { ms: durationNs / 1e6, cpu_ms, peak_kb };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

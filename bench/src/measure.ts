import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  gnuTime: string | undefined,
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
export function runOnce(tool: Tool, path: string, gnuTime: string | undefined): Promise<Sample | undefined> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-'));
  const figures = join(dir, 'figures');
  const prefix = gnuTime === undefined ? [] : [gnuTime, '--quiet', '-f', '%M %U %S', '-o', figures];
  const [program = '', ...args] = [...prefix, ...tool.argv, path];
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, { stdio: 'ignore', cwd: dir });
    child.once('error', reject);
    child.once('exit', (code) => {
      const ms = performance.now() - start;
      const [peak_kb, user = 0, system = 0] =
        gnuTime === undefined ? [] : readFileSync(figures, 'utf8').split(' ').map(Number);
      const cpu_ms = peak_kb === undefined ? undefined : (user + system) * 1000;
      rmSync(dir, { recursive: true });
      resolve(tool.answers.includes(code ?? -1) ? { ms, cpu_ms, peak_kb } : undefined);
    });
  });
}

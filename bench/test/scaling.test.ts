import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adopterFiles, adopterTurbo } from '../src/scaling/adopter-files.ts';
import { scalingTable } from '../src/scaling/scaling-table.ts';
import { stubFiles } from '../src/scaling/stub-files.ts';
import { writeWorkspace } from '../src/scaling/workspace.ts';

const dataTasks = [
  'settings',
  'build',
  'size',
  'feature-check',
  'startup-bench',
  'memory',
  'regression-compare',
  'verify',
];

describe('the two workspaces of the scaling benchmark', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scaling-'));
  const [tools, stubs] = [join(folder, 'tools'), join(folder, 'stubs')];

  beforeAll(() => {
    const files = adopterFiles(2);
    writeWorkspace(tools, files);
    writeWorkspace(stubs, stubFiles(files));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('have one graph: eight tasks a subject and one environment, outputs, inputs and all, and other commands', () => {
    const [real, stubbed] = [plannedTasks(tools), plannedTasks(stubs)];
    expect(real.map(({ taskId }) => taskId).toSorted()).toEqual(
      [
        '//#environment',
        ...['s001', 's002'].flatMap((name) => dataTasks.map((task) => `${name}#${task}`)),
      ].toSorted(),
    );
    expect(real.map(({ shape }) => shape)).toEqual(stubbed.map(({ shape }) => shape));
    expect(real.map(({ command }) => command)).toContain('wasm-startup-bench --exit-zero');
    for (const { command } of stubbed) expect(command).toMatch(/^node \S+\/stub\.mjs \S+\/recorded\/\S+$/);
  });

  it('have subjects that are gone from the list taken away', () => {
    writeWorkspace(tools, adopterFiles(1));
    expect(plannedTasks(tools)).toHaveLength(1 + dataTasks.length);
  });
});

it('an adopter compiles nothing: no task depends on a compile', () => {
  expect(JSON.stringify(adopterTurbo())).not.toMatch(/compile|transit/);
});

const runs = (...times: number[]) => times.map((ms) => ({ ms, tasks: 15, executed: 1 }));

it('gives medians, their ratio and their difference', () => {
  expect(scalingTable([{ subjects: 2, stubs: runs(300, 400, 350), tools: runs(420, 410, 900) }])).toBe(
    [
      '| subjects | tasks | stubs | `turbo run verify` | ratio | difference |',
      '| ---: | ---: | ---: | ---: | ---: | ---: |',
      '| 2 | 15 | 0.35 s (0.30–0.40) | 0.42 s (0.41–0.90) | 1.20 | 0.07 s |',
    ].join('\n'),
  );
});

interface PlannedTask {
  readonly taskId: string;
  readonly command: string;
  readonly outputs: readonly string[];
  readonly dependencies: readonly string[];
  readonly resolvedTaskDefinition: object;
}

/** What turbo would run, by turbo itself. */
function plannedTasks(dir: string) {
  const env = Object.entries(process.env).filter(([name]) => !name.startsWith('TURBO_'));
  const plan = execFileSync(join(dir, 'node_modules/.bin/turbo'), ['run', 'verify', '--dry=json'], {
    cwd: dir,
    encoding: 'utf8',
    env: { ...Object.fromEntries(env), TURBO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 26,
  });
  const { tasks } = JSON.parse(plan) as { tasks: PlannedTask[] };
  return tasks.map(({ taskId, command, outputs, dependencies, resolvedTaskDefinition }) => ({
    taskId,
    command,
    shape: { taskId, outputs, dependencies, resolvedTaskDefinition },
  }));
}

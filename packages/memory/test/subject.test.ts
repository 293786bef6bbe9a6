import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ACCEPTED, ARTIFACTS } from '@wasmgate/contracts/layout';
import { memorySettingsOf } from '@wasmgate/contracts/settings/memory';
import { createScreen } from '@wasmgate/cli-kit';
import { expect, it, onTestFinished } from 'vitest';
import { measureMemory } from '../src/measure/measure-memory.ts';
import { renderMemory } from '../src/render/render-memory.ts';
import { engine } from './engine.ts';
import { useChild } from './program.ts';

// The accepted artifacts of this repository's own subjects: a component, and a core module with talc 5.

const child = useChild();
const subjects = join(import.meta.dirname, '../../../subjects');
type Artifact = keyof typeof ARTIFACTS;

/** What is accepted of a subject, as if it had just been built; `names` says where the names of each module come from. */
async function measureAccepted(subject: string, invoke: string[], names = subject) {
  const dir = mkdtempSync(join(tmpdir(), 'memory-subject-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const from: Record<Artifact, string> = {
    shipped: join(subjects, subject, ACCEPTED.shipped),
    unoptimized: join(subjects, subject, ACCEPTED.shipped),
    named: join(subjects, names, ACCEPTED.named),
    linked: join(subjects, names, ACCEPTED.named),
  };
  for (const [name, file] of Object.entries(from)) {
    const to = join(dir, ARTIFACTS[name as Artifact]);
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(file, to);
  }
  const settings = memorySettingsOf({ name: subject, config: { invoke } }, 'unknown');
  return measureMemory(
    {
      kind: 'subject',
      subject: { name: subject, dir },
      file: join(dir, ARTIFACTS.shipped),
      label: ARTIFACTS.shipped,
      settings,
      gate: null,
    },
    {
      command: child(),
      findEngine: engine,
      invoke: undefined,
      stubImports: false,
      deadlineMs: 20_000,
      workDir: dir,
      signal: new AbortController().signal,
      onProgress: () => {},
    },
  );
}

it('a component runs as one: what the canonical ABI asks for is counted too', async () => {
  const report = await measureAccepted('clawft-agent', ['capabilities()', 'process-message("hello")']);
  expect(report).toMatchObject({ kind: 'component', verdict: 'pass', inconclusive: [] });
  expect(report.figures).toMatchObject({ stage: 'shipped', other_stage: 'same' });
  expect(report.figures?.phases).toMatchObject([
    { phase: 'first_instance', allocations: 0 },
    { phase: 'capabilities()', allocations: 24, frees: 24, reallocations: 6, allocated_bytes: 1612 },
    { phase: 'process-message("hello")', allocations: 2, allocated_bytes: 168, live_bytes: 0 },
  ]);
  // The argument, which the host wrote.
  expect(report.figures?.phases[2]?.functions).toContainEqual({
    function: 'cabi_realloc',
    crate: null,
    allocations: 1,
    bytes: 5,
  });
  expect(report.figures?.phases[1]?.crates.map(({ crate }) => crate)).toContain('serde_json');
  const text = renderMemory(report, createScreen(false, null));
  expect(text).toContain('clawft-agent  component, counted in what ships, as before it was optimized');
  expect(text).toContain('no leak: 16 calls of each leave what twice as many do');
});

it('talc 5, whose functions have other names than those of talc 4', async () => {
  const { figures } = await measureAccepted('echo-module-talc', ['self_test()']);
  expect(figures?.allocators.map(({ allocator }) => allocator)).toContain('talc');
  expect(figures?.phases.at(-1)).toMatchObject({ allocations: 1, frees: 1, allocated_bytes: 9 });
});

it('names of another module are refused', async () => {
  await expect(measureAccepted('echo-module', [], 'echo-module-talc')).rejects.toThrow(
    'its code is not that of what was made from it',
  );
});

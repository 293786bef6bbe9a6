import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MemoryJson } from '@wasmgate/contracts/memory';
import { memoryReport } from '@wasmgate/contracts/memory';
import { memorySettingsOf } from '@wasmgate/contracts/settings/memory';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { measureMemory } from '../src/measure/measure-memory.ts';
import type { ChildCommand } from '../src/run/spawn-trace.ts';
import { engine } from './engine.ts';

/** A fixture's bytes. */
export const fixture = (path: string): Buffer => readFileSync(join(import.meta.dirname, 'fixtures', path));

/** Counts what a file allocates, as the bin does, and checks the report against its schema. */
export async function measure(
  command: ChildCommand,
  bytes: Uint8Array,
  invoke: string[],
  {
    deadlineMs = 20_000,
    mayLeak = {},
    ...more
  }: { deadlineMs?: number; mayLeak?: Record<string, string> } & Pick<
    SubjectConfig,
    'startup' | 'memory'
  > = {},
): Promise<MemoryJson> {
  const workDir = mkdtempSync(join(tmpdir(), 'memory-test-'));
  const file = join(workDir, 'app.wasm');
  writeFileSync(file, bytes);
  const config = { invoke, memory: { may_leak: mayLeak }, ...more };
  try {
    const report = await measureMemory(
      {
        kind: 'file',
        subject: null,
        file,
        label: 'app.wasm',
        settings: memorySettingsOf({ name: 'app', config }, 'unknown'),
        gate: null,
      },
      {
        command,
        findEngine: engine,
        invoke: undefined,
        stubImports: false,
        deadlineMs,
        workDir,
        signal: new AbortController().signal,
        onProgress: () => {},
      },
    );
    return memoryReport.check('memory.json', JSON.parse(JSON.stringify(report)));
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

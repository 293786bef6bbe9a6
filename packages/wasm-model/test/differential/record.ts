import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realModuleBytes, realModules } from './real-modules.ts';

/**
 * Records what the native wasm-tools says of the real modules: `npm run record -w @wasmgate/wasm-model`, after one of
 * them has got another version. The wasm-tools that npm ships has no `objdump`; $WASM_TOOLS or PATH gives the native one.
 */
const wasmTools = process.env['WASM_TOOLS'] ?? 'wasm-tools';
const run = (...args: string[]): string => execFileSync(wasmTools, args, { encoding: 'utf8' });

const dir = mkdtempSync(join(tmpdir(), 'record-'));
const modules: Record<string, { sha256: string; objdump: string[] }> = {};
for (const real of realModules) {
  const bytes = await realModuleBytes(real);
  const file = join(dir, 'module.wasm');
  writeFileSync(file, bytes);
  const lines = run('objdump', file).split('\n');
  modules[real.name] = {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    objdump: lines.map((line) => line.trim().replaceAll(/ +/g, ' ')).filter((line) => line !== ''),
  };
}
rmSync(dir, { recursive: true });
const recorded = { recorded_by: run('--version').trim(), modules };
writeFileSync(join(import.meta.dirname, 'objdump.json'), `${JSON.stringify(recorded, null, 2)}\n`);

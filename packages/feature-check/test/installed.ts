import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { externalTools } from '../src/tools/use-tool.ts';

type ToolName = (typeof externalTools)[number]['name'];

/** wasm-objdump comes with npm's wabt, whichever is installed beside it. */
const bins = join(import.meta.dirname, '../../../node_modules/.bin');

/** Where a tool is installed on this machine; undefined when it is not. */
function find(tool: ToolName): string | undefined {
  return [bins, ...(process.env['PATH'] ?? '').split(delimiter)]
    .map((dir) => join(dir, tool))
    .find((file) => existsSync(file));
}

/**
 * Whether a tool is not there: then, and only then, is a test of this package skipped. Only wasm-tools may be missing, of
 * which npm has no program: wabt is a dependency, and binutils, which has `strings`, must be installed.
 */
export const lacks = (tool: ToolName): boolean => tool === 'wasm-tools' && find(tool) === undefined;

/** A PATH on which only these tools are, and Node, which npm's wasm-objdump is run by; gone after the test. */
export function pathWith(...tools: readonly ToolName[]): string {
  const dir = mkdtempSync(join(tmpdir(), 'tools-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  symlinkSync(process.execPath, join(dir, 'node'));
  for (const tool of tools) {
    const file = find(tool);
    if (file === undefined) throw new Error(`${tool} is not installed`);
    symlinkSync(file, join(dir, tool));
  }
  return dir;
}

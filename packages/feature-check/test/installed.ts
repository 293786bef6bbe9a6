import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { externalTools } from '../src/tools/use-tool.ts';

type ToolName = (typeof externalTools)[number]['name'];

/** Where a tool is installed on this machine; undefined when it is not. */
function find(tool: ToolName): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((dir) => join(dir, tool))
    .find((file) => existsSync(file));
}

/**
 * Whether an external tool is not installed here: then, and only then, is a test of this package skipped. binutils,
 * which has `strings`, must be there.
 */
export const lacks = (tool: ToolName): boolean => tool !== 'strings' && find(tool) === undefined;

/** A PATH on which only these tools are; gone after the test. */
export function pathWith(...tools: readonly ToolName[]): string {
  const dir = mkdtempSync(join(tmpdir(), 'tools-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  for (const tool of tools) {
    const file = find(tool);
    if (file === undefined) throw new Error(`${tool} is not installed`);
    symlinkSync(file, join(dir, tool));
  }
  return dir;
}

import { EnvironmentError } from '@wasmgate/contracts/errors';
import type { FeaturesJson } from '@wasmgate/contracts/features';
import { strings } from './strings.ts';
import { runTool, toolVersion, type ToolEdge } from './run-tool.ts';
import type { Tool } from './tool.ts';
import { wasmObjdump } from './wasm-objdump.ts';
import { wasmTools } from './wasm-tools.ts';

/** The external tools, the most precise first, as clawft's script tries them. */
export const externalTools = [wasmObjdump, wasmTools, strings] as const satisfies readonly Tool[];

/** A file for a tool: where it is, and what the report calls it. */
export interface ToolFile {
  readonly file: string;
  readonly artifact: string;
}

/** What a tool printed of each file. */
export interface ToolRun {
  readonly tool: Tool;
  readonly version: string;
  readonly outputs: readonly (ToolFile & { readonly output: string })[];
  readonly passedOver: FeaturesJson['passed_over'];
}

/**
 * Has every file printed by the tool that was asked for, or by the first that can (`auto`). A tool that is missing or
 * cannot read a file is passed over, and the result says so. Errors (exit 3): the tool asked for is missing or fails, or none is left.
 */
export async function useTool(
  wanted: Tool['name'] | 'auto',
  files: readonly ToolFile[],
  edge: ToolEdge,
): Promise<ToolRun> {
  const passedOver: FeaturesJson['passed_over'] = [];
  for (const tool of externalTools) {
    if (wanted !== 'auto' && wanted !== tool.name) continue;
    const attempt = await tryTool(tool, files, edge);
    if (typeof attempt !== 'string') {
      return { tool, version: await toolVersion(tool, edge), outputs: attempt, passedOver };
    }
    if (wanted !== 'auto') {
      throw new EnvironmentError(`${tool.name}: ${attempt}`, {
        fix: `${attempt === NOT_INSTALLED ? `${tool.install}; or ` : ''}leave --tool out: wasmgate inspects the file by itself`,
      });
    }
    passedOver.push({ tool: tool.name, reason: attempt });
  }
  throw new EnvironmentError(
    `no external tool can be used: ${passedOver.map(({ tool, reason }) => `${tool}: ${reason}`).join('; ')}`,
    { fix: `${externalTools.map(({ install }) => install).join('; ')}; or leave --tool out` },
  );
}

const NOT_INSTALLED = 'not installed';

async function tryTool(
  tool: Tool,
  files: readonly ToolFile[],
  edge: ToolEdge,
): Promise<ToolRun['outputs'] | string> {
  const outputs = [];
  for (const each of files) {
    const result = await runTool(tool, each.file, edge);
    if (result.kind === 'missing') return NOT_INSTALLED;
    if (result.kind === 'failed') return `cannot read ${each.artifact}: ${result.reason}`;
    outputs.push({ ...each, output: result.output });
  }
  return outputs;
}

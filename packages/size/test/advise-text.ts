import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import loadWabt from 'wabt';
import type { AdviceKind } from '../src/advice/kind.ts';
import { giveAdvice, type Found } from '../src/advice/give-advice.ts';
import type { Target } from '../src/advice/target.ts';
import { NOT_COMPRESSED } from '../src/compress.ts';
import { analyseBytes } from './analyse-bytes.ts';

const wabt = await loadWabt();

/** Assembles text, with names. */
export function assemble(text: string): Uint8Array {
  const module = wabt.parseWat('test.wat', text, { bulk_memory: true, reference_types: true });
  try {
    module.resolveNames();
    return new Uint8Array(module.toBinary({ write_debug_names: true }).buffer);
  } finally {
    module.destroy();
  }
}

/** A file to give advice on, as `--advise` makes it of bytes. */
export function targetOf(content: Uint8Array, more: Partial<Target> = {}): Target {
  // As a file is read: a Buffer's slice is no copy.
  const bytes = Buffer.from(content);
  const analysis = analyseBytes(bytes);
  const main = analysis.program.modules.find(({ module }) => module === analysis.names.main?.module);
  const core =
    main === undefined
      ? new Uint8Array()
      : new Uint8Array(main.module.bytes.subarray(main.module.start, main.module.end));
  return {
    analysis,
    bytes,
    main,
    core,
    source: { name: 'app.wasm', core },
    profile: null,
    program: 'app',
    demanded: null,
    ...more,
  };
}

/** Compiles what runs modules, once for a test file, and gives what advises on a target by some kinds. */
export function useAdvice(): (target: Target, ...kinds: readonly AdviceKind[]) => Promise<Found> {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wasmgate-replay-'));
    await build({
      entryPoints: [join(import.meta.dirname, '../src/replay.ts')],
      outfile: join(folder, 'replay.mjs'),
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (target, ...kinds) =>
    giveAdvice(target, {
      command: { file: execPath, args: [join(folder, 'replay.mjs')] },
      kinds,
      withinMs: 60_000,
      parallel: 2,
      build: null,
      signal: new AbortController().signal,
      compress: () => Promise.resolve(NOT_COMPRESSED),
      tick: () => {},
    });
}

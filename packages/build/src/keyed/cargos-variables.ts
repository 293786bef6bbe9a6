/** What cargo sets when it compiles a unit, from what keys the build (The Cargo Book, "Environment variables"). */
const FOR_UNITS =
  /^(?:CARGO|OUT_DIR|CARGO_(?:PKG_\w+|MANIFEST_(?:DIR|PATH|LINKS)|CRATE_NAME|BIN_NAME|BIN_EXE_.+|PRIMARY_PACKAGE|TARGET_TMPDIR))$/;

/** What cargo sets besides when it runs a build script. */
const FOR_SCRIPTS =
  /^(?:TARGET|HOST|NUM_JOBS|OPT_LEVEL|DEBUG|PROFILE|RUSTC|RUSTDOC|RUSTC_LINKER|RUSTC_WRAPPER|RUSTC_WORKSPACE_WRAPPER|DEP_\w+|CARGO_(?:CFG_\w+|FEATURE_\w+|MAKEFLAGS))$/;

/**
 * What the crate `cc` asks for, whatever it compiles: wasm-build passes none of it on unless wasmgate.json declares it, so it is
 * unset always, and unset is the same everywhere.
 */
const FOR_C =
  /^(?:(?:HOST_|TARGET_)?(?:CC|CXX|AR|RANLIB|CFLAGS|CXXFLAGS|ARFLAGS|RANLIBFLAGS|CXXSTDLIB)(?:_[\w-]+)?|CRATE_CC_NO_DEFAULTS|CC_\w+|WASI_SDK_(?:DIR|PATH)|WASI_SYSROOT|[A-Z]+_DEPLOYMENT_TARGET|SDKROOT|NVCC\w*|CUDA\w*|EMCC_CFLAGS|VSCMD_ARG_\w+|VCINSTALLDIR|VSTEL_\w+)$/;

/** Whether cargo itself sets a variable that `env!` asked for. */
export const isCargosVariable = (name: string): boolean => FOR_UNITS.test(name);

/** Whether a variable that a build script depends on is cargo's, or unset always. */
export const isScriptsVariable = (name: string): boolean =>
  FOR_UNITS.test(name) || FOR_SCRIPTS.test(name) || FOR_C.test(name);

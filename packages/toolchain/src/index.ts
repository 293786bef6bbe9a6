export { defaultLock } from './lock/default-lock.ts';
export { cCompilerIdentity } from './machine/c-compiler.ts';
export { hostFacts, hostJson, type HostFacts } from './machine/host-facts.ts';
export { findLock, lockedToolchain, type FoundLock } from './lock/find-lock.ts';
export { remapRoots, type RemapRoot } from './rust/remap-roots.ts';
export { requireCc } from './rust/require-cc.ts';
export type { RustNeed } from './rust/find-rust.ts';
export { requireLocked, resolveRust, type ResolvedRust } from './rust/resolve-rust.ts';
export { readRustVersion } from './rust/rust-version.ts';
export { WASM_TARGETS, type WasmTarget } from './rust/rust-home.ts';
export type { RustSource } from './rust/rust-sources.ts';
export type { ToolContext } from './tool-context.ts';
export { prebuiltToolchain } from './rust/toolchain-identity.ts';
export { resolveWasmtime, type ResolvedWasmtime, type WasmtimeSource } from './wasmtime/resolve-wasmtime.ts';
export { writeEnvironment, type SubjectEnvironment } from './environment.ts';
export { lockToolchain, type LockResult } from './lock/lock-toolchain.ts';
export {
  isKeyedVariable,
  compilerEnv,
  KEYED_VARIABLES,
  readCargoVariables,
  type VariableUse,
} from './cargo-config/cargo-variables.ts';
export { mergeCargoConfig } from './cargo-config/merge-config.ts';
export { neutralText } from './cargo-config/neutral-text.ts';
export { readCargoConfig, type CargoConfig } from './cargo-config/read-cargo-config.ts';
export type { CargoConfigProblem } from './cargo-config/config-problems.ts';
export { lockClosure, packageNameIn, type LockClosure } from './cargo-lock/lock-closure.ts';

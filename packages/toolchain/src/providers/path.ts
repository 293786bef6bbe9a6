import { findOnPath } from '@wasmgate/process';
import { thisMachine } from '../machine/machine.ts';
import { isRustupProxy, readRustHome } from '../rust/rust-home.ts';
import { sysrootOf } from '../rust/sysroot-of.ts';
import type { Provider } from './provider.ts';

/** The rustc on PATH. */
export const path: Provider = {
  name: 'PATH',
  find: async (context, { cacheDir }) => {
    const { env } = context;
    const rustc = findOnPath(env, 'rustc');
    // rustup's proxies lead to rustup's own toolchains, which are looked at without running the proxy.
    if (rustc === null || isRustupProxy(rustc)) return [];
    const sysroot = await sysrootOf(rustc, context, cacheDir);
    if (sysroot === null) return [];
    const cargo = findOnPath(env, 'cargo');
    const usable = cargo === null || isRustupProxy(cargo) ? null : cargo;
    return [readRustHome(sysroot, { env, machine: thisMachine(), rustc, cargo: usable })];
  },
};

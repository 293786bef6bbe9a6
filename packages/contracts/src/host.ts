import { NO_ENGINE, type EngineName } from './engine.ts';
import type { EnvironmentJson, Host } from './environment.ts';

/** What is known of a machine, whatever measures on it. */
export type HostFacts = Pick<Host, 'os' | 'arch' | 'cpu_model' | 'cores'>;

/** The class of machine that measures with an engine (`wasmtime 49.0.0`), which WASMGATE_HOST_CLASS may name. */
export function hostOf(
  { os, arch, cpu_model, cores }: HostFacts,
  engine: string,
  named: string | null,
): Host {
  const own = `${os}/${arch}/${cpu_model}/${cores} core${cores === 1 ? '' : 's'}/${engine}`;
  return { host_class: named ?? own, os, arch, cpu_model, cores, engine, overridden: named !== null };
}

/** The class of machine that measures with an engine, by environment.json, which names that of wasmtime. */
export function hostFor(engine: EngineName, { host, v8 }: Pick<EnvironmentJson, 'host' | 'v8'>): Host {
  const named = host.overridden ? host.host_class : null;
  switch (engine) {
    case 'wasmtime':
      return host;
    case 'v8':
      return hostOf(host, `v8 ${v8}`, named);
    case 'off':
      return hostOf(host, NO_ENGINE, named);
  }
}

import { artifactKind, parseInvocation, type EngineOptions, type StoreOptions } from '../src/index.ts';
import type { ComponentValue, CoreValue } from '../src/index.ts';
import { wasmtime, wat } from './libwasmtime.ts';

/** Compiles text, instantiates it and makes the calls in order; the results of all. */
export function run(
  text: string,
  invocations: readonly string[] = [],
  options: { engine?: EngineOptions; store?: StoreOptions; fuel?: bigint } = {},
): { results: (ComponentValue | CoreValue)[][]; fuelUsed: bigint[] } {
  const bytes = wat(text);
  const engine = wasmtime().newEngine(options.engine);
  const artifact = engine.compile(bytes);
  const linker = engine.newLinker(artifactKind(bytes));
  const store = engine.newStore(options.store);
  try {
    if (options.fuel !== undefined) store.setFuel(options.fuel);
    const used = (): bigint => (options.fuel === undefined ? 0n : options.fuel - store.fuel());
    const prepared = linker.prepare(artifact);
    const instance = prepared.instantiate(store);
    prepared.close();
    const fuelUsed = [used()];
    const results = invocations.map((invocation) => {
      const { name, args } = parseInvocation(invocation);
      const result = instance.getFunction(name).call(args);
      fuelUsed.push(used());
      return result;
    });
    return { results, fuelUsed };
  } finally {
    store.close();
    linker.close();
    artifact.close();
    engine.close();
  }
}

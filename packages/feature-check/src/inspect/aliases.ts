import { moduleFunctions, moduleNames, nameLanguage, type WasmModule } from '@wasmgate/wasm-model';
import { equalFunctions } from './equal-functions.ts';
import type { Evidence } from '../verdict/evidence.ts';
import { evidenceText } from './inspection.ts';
import { parseName } from '../rules/match-name.ts';

/** What became of a function's code in wasm-opt's hands, by names. */
export type Aliases = Pick<Evidence, 'shipped_as' | 'aliases'>;

/** Names that are listed of one function. */
const MAX_ALIASES = 10;

/**
 * Says of a function of the linked module under which names its code stands after wasm-opt, which merges equal functions
 * and keeps one name of several. Certain is only what was equal when it was linked: what other passes made equal first,
 * inlined or removed, leaves no trace, and then nothing is listed. A name that two functions have says nothing.
 */
export function findAliases(linked: WasmModule, optimized: WasmModule): (index: number) => Aliases {
  const classes = equalFunctions(linked);
  const names = uniqueNames(linked);
  const kept = new Set(uniqueNames(optimized).values());
  const language = nameLanguage(moduleNames(linked).functions);
  const textOf = (name: string): string => evidenceText(parseName(name, language).text);
  const members = new Map<number, number[]>();
  for (const [index, first] of classes.entries()) {
    const list = members.get(first);
    if (list) list.push(index);
    else members.set(first, [index]);
  }
  const named = (indices: readonly number[]) =>
    indices.flatMap((each) => names.get(each) ?? []).slice(0, MAX_ALIASES);
  return (index) => {
    const equal = members.get(classes[index] ?? index) ?? [];
    const shipped = equal.filter((each) => kept.has(names.get(each) ?? ''));
    const others = named(equal.filter((each) => each !== index));
    return {
      shipped_as: named(shipped).map(textOf),
      ...(others.length > 0 ? { aliases: others.map(textOf) } : {}),
    };
  };
}

/** Names of functions that have code, by index, but for those that two have. */
function uniqueNames(module: WasmModule): Map<number, string> {
  const { count, imported } = moduleFunctions(module);
  const owners = new Map<string, number | null>();
  for (const [index, name] of moduleNames(module).functions.entries()) {
    if (index >= imported && index < count && name !== '') owners.set(name, owners.has(name) ? null : index);
  }
  return new Map([...owners].flatMap(([name, index]) => (index === null ? [] : [[index, name] as const])));
}

import { undecorate, type NameSymbol } from '@wasmgate/wasm-model';
import type { Analysis } from '../breakdown/make-breakdown.ts';
import { allFunctions, bytesOf } from '../breakdown/function-sizes.ts';
import { withoutGenerics } from '../program/without-generics.ts';
import { functionName, symbolOf, type FunctionRef } from '../program/program.ts';
import { UNATTRIBUTED, type Owner } from '../program/owner.ts';
import { hashBody, type BodyHash } from './body-hash.ts';
import { itemKey } from './item-key.ts';

/** A function of one side of a comparison, with all that it may be recognised by. */
export interface SideFunction extends BodyHash {
  readonly name: string;
  readonly owner: Owner;
  readonly bytes: number;
  /** The name as it stands in the file; null when there is none. */
  readonly symbol: string | null;
  /** The name without hash, disambiguator and suffix; null when there is none. */
  readonly plain: string | null;
  /** That without type arguments. */
  readonly path: string | null;
  /** That in every way of mangling. */
  readonly item: string | null;
  /** How the name is written; null when there is none, or one that says nothing of where it is from. */
  readonly scheme: NameSymbol['scheme'] | null;
}

/** The functions of a file, ready to be compared. */
export function sideFunctions({ program }: Analysis): SideFunction[] {
  return program.modules.flatMap((module) => {
    const identities = Array.from({ length: module.count }, (_, index) => identityOf({ module, index }));
    // Names of callees without what changes from build to build; an unnamed callee is as good as any other.
    const calleeName = (callee: number): string => identities[callee]?.plain ?? '?';
    return allFunctions({ modules: [module] }).map((one) => ({
      ...hashBody(one, calleeName),
      ...(identities[one.index] as Identity),
      name: functionName(one),
      owner: program.owners[module.definedIn[one.index] as number] ?? UNATTRIBUTED,
      bytes: bytesOf(one),
    }));
  });
}

type Identity = Pick<SideFunction, 'symbol' | 'plain' | 'path' | 'item' | 'scheme'>;

function identityOf(one: FunctionRef): Identity {
  const symbol = one.module.symbol(one.index) ?? one.module.exportName(one.index) ?? null;
  const parsed = symbolOf(one);
  if (parsed === null) {
    const plain = symbol && undecorate(symbol).name;
    return { symbol, plain, path: plain, item: plain, scheme: null };
  }
  const { plain, scheme } = parsed;
  const path = scheme === 'v0' ? parsed.path.join('::') : withoutGenerics(plain);
  return { symbol, plain, path, item: itemKey(plain), scheme };
}

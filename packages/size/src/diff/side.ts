import type { Analysis } from '../breakdown/make-breakdown.ts';
import { allFunctions, bytesOf } from '../breakdown/function-sizes.ts';
import { withoutGenerics } from '../program/without-generics.ts';
import { functionName, rustSymbol, type FunctionRef } from '../program/program.ts';
import { UNATTRIBUTED, type Owner } from '../program/owner.ts';
import { hashBody, type BodyHash } from './body-hash.ts';

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

type Identity = Pick<SideFunction, 'symbol' | 'plain' | 'path'>;

/** A linker or LLVM numbers functions of one name: `write_char.181`. */
const SUFFIX = /(?:\.(?:llvm\.)?\w+)+$/;

function identityOf(one: FunctionRef): Identity {
  const symbol = one.module.symbol(one.index) ?? one.module.exportName(one.index) ?? null;
  const rust = rustSymbol(one);
  if (rust === null) return { symbol, plain: symbol, path: symbol };
  const text = rust.text.replace(SUFFIX, '');
  const path = rust.scheme === 'v0' ? rust.path.join('::') : withoutGenerics(text);
  return { symbol, plain: text, path };
}

import type { ArgsOf, Code } from '@wasmgate/contracts/codes';

/** How a code is put into words: what is wrong, and the command that explains, fixes or accepts it. */
interface Words<C extends Code> {
  readonly text: (args: ArgsOf<C>) => string;
  readonly fix: (args: ArgsOf<C>, subject: string) => string;
}

/** Words for every code. */
export type AllWords = { readonly [C in Code]: Words<C> };

/** Words for some codes. */
export type SomeWords = Partial<AllWords>;

import type { ArgsOf, Code } from '@wasmgate/contracts/codes';
import { printable } from '@wasmgate/contracts/printable';
import { baselineWords } from './findings/baseline.ts';
import { buildWords } from './findings/build.ts';
import { checkWords } from './findings/check.ts';
import { featureWords } from './findings/features.ts';
import { memoryWords } from './findings/memory.ts';
import { regressionWords } from './findings/regression.ts';
import { sizeWords } from './findings/size.ts';
import { startupWords } from './findings/startup.ts';
import { verifyWords } from './findings/verify.ts';
import type { AllWords } from './words-of.ts';

/** The words of every code: one without words does not compile. */
const words: AllWords = {
  ...buildWords,
  ...sizeWords,
  ...featureWords,
  ...startupWords,
  ...memoryWords,
  ...regressionWords,
  ...verifyWords,
  ...checkWords,
  ...baselineWords,
};

/** What text is made of: a finding, or a failure of verify.json. */
interface Said<C extends Code> {
  readonly code: C;
  readonly args: ArgsOf<C>;
}

/** The text of a finding. Its arguments may come from outside: they are made safe to print. */
export function findingText<C extends Code>({ code, args }: Said<C>): string {
  return words[code].text(printableArgs(args));
}

/** The command that explains, fixes or accepts a finding, for a subject. */
export function findingFix<C extends Code>({ code, args }: Said<C>, subject: string): string {
  return words[code].fix(printableArgs(args), printable(subject));
}

/** Makes texts of arguments safe to print. */
export function printableArgs<A extends object>(args: A): A {
  const safe = (value: unknown): unknown =>
    typeof value === 'string' ? printable(value) : Array.isArray(value) ? value.map(safe) : value;
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, safe(value)])) as A;
}

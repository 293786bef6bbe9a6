import type { Finding } from '@wasmgate/contracts/finding';
import { buildFindings } from './findings/build.ts';
import { featureFindings } from './findings/features.ts';
import { regressionFindings } from './findings/regression.ts';
import { sizeFindings } from './findings/size.ts';
import { startupFindings } from './findings/startup.ts';
import { verifyFindings } from './findings/verify.ts';
import { printable } from './printable.ts';

/** Arguments of a finding. */
export type FindingArgs = Finding['args'];

/** How one code is put into words: what is wrong, and the command that explains, fixes or accepts it. */
export interface FindingWords {
  readonly text: (args: FindingArgs) => string;
  readonly fix: (args: FindingArgs, subject: string) => string;
}

/** Every code that wasmgate knows. docs/codes/ has a page for each. */
export const findingWords = {
  ...buildFindings,
  ...sizeFindings,
  ...featureFindings,
  ...startupFindings,
  ...regressionFindings,
  ...verifyFindings,
} as const satisfies Record<string, FindingWords>;

function safeArgs(args: FindingArgs): FindingArgs {
  return Object.fromEntries(
    Object.entries(args).map(([key, value]) => [
      key,
      typeof value === 'string'
        ? printable(value)
        : Array.isArray(value)
          ? value.map((v) => printable(v))
          : value,
    ]),
  );
}

/** The text of a finding. Its arguments may come from outside: they are made safe to print. */
export function findingText(finding: Pick<Finding, 'code' | 'args'>): string {
  const words = (findingWords as Record<string, FindingWords>)[finding.code];
  const args = safeArgs(finding.args);
  return words === undefined ? `${printable(finding.code)} ${JSON.stringify(args)}` : words.text(args);
}

/** The command that explains, fixes or accepts a finding, for a subject. */
export function findingFix(finding: Pick<Finding, 'code' | 'args'>, subject: string): string {
  const words = (findingWords as Record<string, FindingWords>)[finding.code];
  return words === undefined
    ? 'npx wasm-verify --help'
    : words.fix(safeArgs(finding.args), printable(subject));
}

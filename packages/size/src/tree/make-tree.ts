import type { Input } from '@wasmgate/cli-kit';
import type { Changes, TreeJson } from '@wasmgate/contracts/tree';
import { analyseUnoptimized } from '../analyse-input.ts';
import { diffSizes } from '../diff/diff-sizes.ts';
import type { Measured, Sides } from '../measure-size.ts';
import { programTree } from './program-tree.ts';

/** Functions that changed, listed by themselves. */
const MAX_CHANGES = 4_000;

/** What was measured, down to functions: for who looks at it. */
export function makeTree(input: Input<unknown>, { report, analysis, sides }: Measured): TreeJson {
  const { subject, artifact, artifact_sha256 } = report;
  return {
    schema_version: 1,
    subject,
    artifact,
    artifact_sha256,
    shipped: programTree(analysis),
    unoptimized: input.kind === 'subject' ? programTree(analyseUnoptimized(input.subject.dir)) : null,
    changes: sides && changesOf(sides),
  };
}

function changesOf({ old, now }: Sides): Changes {
  const { against, against_sha256, parts, functions } = diffSizes(old, now, MAX_CHANGES);
  return { against, against_sha256, parts, functions };
}

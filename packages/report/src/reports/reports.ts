import type { AdviceJson } from '@wasmgate/contracts/advice';
import type { BuildJson } from '@wasmgate/contracts/build';
import type { CheckJson } from '@wasmgate/contracts/check';
import type { FeaturesJson } from '@wasmgate/contracts/features';
import type { MemoryJson } from '@wasmgate/contracts/memory';
import type { RegressionJson } from '@wasmgate/contracts/regression';
import type { SizeJson } from '@wasmgate/contracts/size';
import type { StartupJson } from '@wasmgate/contracts/startup';
import type { TreeJson } from '@wasmgate/contracts/tree';
import type { MetricLine } from '../workspace/metric-lines.ts';

/** What a page is made from. Null: there is no such report, and the page has no part about it. */
export interface Reports {
  /** Name of the subject, or of the file. */
  readonly name: string;
  /** What `wasmgate check` says of a file; a subject has none. */
  readonly check: CheckJson | null;
  readonly build: BuildJson | null;
  readonly size: SizeJson | null;
  readonly tree: TreeJson | null;
  readonly features: FeaturesJson | null;
  readonly startup: StartupJson | null;
  readonly memory: MemoryJson | null;
  readonly regression: RegressionJson | null;
  readonly advice: AdviceJson | null;
  /** What was accepted, by metric; empty where git was not asked. */
  readonly history: readonly MetricLine[];
}

import type { CheckFailure, CheckJson } from '@wasmgate/contracts/check';
import { knownMetric, type MetricName } from '@wasmgate/contracts/metrics';
import type { SizeJson } from '@wasmgate/contracts/size';

/** One of two files that are compared. */
export interface Side {
  readonly imports: readonly string[];
  readonly exports: readonly string[];
  readonly size: SizeJson;
}

/** Names that a list holds. */
const MAX_NAMES = 1000;

type Against = NonNullable<CheckJson['against']>;

const figures = {
  wasm_size_raw_kb: 'raw_bytes',
  wasm_size_gzip_kb: 'gzip_bytes',
  wasm_size_brotli_kb: 'brotli_bytes',
} as const satisfies Partial<Record<MetricName, keyof SizeJson>>;

/** What differs between two files but for their functions and their start, and what of it is worse than it may be. */
export function compareFiles(now: Side, old: Side): { against: Against; failures: CheckFailure[] } {
  const metrics = Object.entries(figures).flatMap(([name, key]) => {
    const [before, after] = [old.size[key], now.size[key]];
    return before === null || after === null
      ? []
      : [compareMetric(name as keyof typeof figures, before, after)];
  });
  const imports_added = missingIn(old.imports, now.imports);
  const { artifact, artifact_sha256 } = old.size;
  return {
    against: {
      artifact,
      artifact_sha256,
      imports_added: imports_added.slice(0, MAX_NAMES),
      imports_removed: missingIn(now.imports, old.imports).slice(0, MAX_NAMES),
      exports_added: missingIn(old.exports, now.exports).slice(0, MAX_NAMES),
      exports_removed: missingIn(now.exports, old.exports).slice(0, MAX_NAMES),
      metrics,
    },
    failures: [
      ...metrics.filter(({ status }) => status === 'regressed').map(regressed),
      ...imports_added.slice(0, MAX_NAMES).map((name): CheckFailure => ({
        report: 'check',
        code: 'import_added',
        args: { import: name, against: artifact },
      })),
    ],
  };
}

type Metric = Against['metrics'][number];

/** Both in bytes; a metric is in kB of 1,024 B. */
function compareMetric(name: MetricName, before: number, after: number): Metric {
  const tolerance_pct = knownMetric(name).tolerancePct ?? 0;
  const worst = before * (1 + tolerance_pct / 100);
  const status =
    after > worst ? 'regressed' : after < before ? 'improved' : after > before ? 'pass' : 'identical';
  return { name, old: before / 1024, new: after / 1024, tolerance_pct, status };
}

const regressed = ({ name, old, new: value, tolerance_pct }: Metric): CheckFailure => ({
  report: 'check',
  code: 'metric_regressed',
  args: { metric: name, value, baseline: old, tolerance_pct, delta_pct: (value / old - 1) * 100 },
});

/** The names of `others` that `names` lacks, each once. */
function missingIn(names: readonly string[], others: readonly string[]): string[] {
  const known = new Set(names);
  return [...new Set(others)].filter((name) => !known.has(name));
}

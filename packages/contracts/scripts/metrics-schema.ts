import { isPolicyMetric, METRICS, type MetricRow } from '../src/metrics.ts';

/** metrics.schema.json: the metrics that a wasmgate.json may name, with their words for editors. */
export function metricsSchema(): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://wasmgate.dev/schemas/metrics.schema.json',
    title: 'Metrics',
    description: 'Generated from packages/contracts/src/metrics.ts: the metrics that wasmgate.json may name.',
    $defs: {
      budgets: {
        description: 'Absolute limits, per metric: none may be above.',
        ...keyedBy(
          METRICS.filter(({ isBudgetable }) => isBudgetable),
          'budget',
        ),
      },
      policy: {
        description: 'Tolerances, per metric.',
        ...keyedBy(METRICS.filter(isPolicyMetric), 'tolerance'),
      },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function keyedBy(rows: readonly MetricRow[], definition: string): object {
  const entries = rows.map(({ name, words }) => ({
    name,
    property: { $ref: `wasmgate.schema.json#/$defs/${definition}`, description: `${words}.` },
  }));
  return {
    type: 'object',
    properties: Object.fromEntries(
      entries.filter((entry) => !isFamily(entry)).map(({ name, property }) => [name, property]),
    ),
    patternProperties: Object.fromEntries(
      entries.filter(isFamily).map(({ name, property }) => [patternOf(name), property]),
    ),
    additionalProperties: false,
  };
}

const isFamily = ({ name }: { name: string }): boolean => name.includes('*');

function patternOf(family: string): string {
  return `^${family.replaceAll('.', '\\.').replace('*', '[A-Za-z0-9_-]+')}$`;
}

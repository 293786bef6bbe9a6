import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from './generate.ts';
import { metricsSchema } from './metrics-schema.ts';
import { withMetricsTable } from './metrics-table.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../../..');
const target = join(here, '../src/generated');
const page = join(root, 'docs/comparing.md');
// First the schema that is itself generated: the others refer to it.
writeFileSync(join(root, 'schemas/metrics.schema.json'), metricsSchema());
writeFileSync(page, withMetricsTable(readFileSync(page, 'utf8')));
const files = await generate();
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const [name, text] of files) writeFileSync(join(target, name), text);

import { resolve } from 'node:path';
import { reportBin, type BinSpec } from '@wasmgate/cli-kit';
import { featuresReport } from '@wasmgate/contracts/features';
import { judgeExceptions } from '@wasmgate/contracts/judge-exceptions';
import { jsonText, writeFileAtomic } from '@wasmgate/contracts/json-file';
import { featureSettings, featureSettingsOf } from '@wasmgate/contracts/settings/feature-check';
import { checkFeatures, type CheckOptions } from './check-features.ts';

const tools = [
  'wasmgate',
  'auto',
  'wasm-objdump',
  'wasm-tools',
  'strings',
] as const satisfies readonly CheckOptions['tool'][];

/**
 * The bin `wasm-feature-check`. What a subject keeps does not depend on the day. By hand the bin decides at once which
 * exceptions have expired; under turbo, whose cache would keep the answer, it leaves that to wasm-verify.
 */
export function featureCheckBin(version: string): BinSpec {
  return reportBin({
    name: 'wasm-feature-check',
    version,
    summary: 'prove that excluded features are not in a .wasm',
    report: featuresReport,
    settings: { read: featureSettings.read, derive: featureSettingsOf },
    options: [
      {
        flags: '--tool <tool>',
        description:
          'what inspects the file; auto: the most precise external tool that can read it (default: wasmgate)',
        choices: tools,
      },
      { flags: '--sarif <file>', description: 'write the findings there as SARIF 2.1.0 as well' },
    ],
    examples: [
      'wasm-feature-check app.wasm',
      'wasm-feature-check app.wasm --config wasmgate.json --json',
      'wasm-feature-check app.wasm --tool auto',
      'wasm-feature-check --sarif features.sarif',
    ],
    measure: (input, { options, io, signal, progress }) =>
      checkFeatures(input, {
        version,
        tool: (options['tool'] as CheckOptions['tool'] | undefined) ?? 'wasmgate',
        strict: options['strict'] === true,
        env: io.env,
        signal,
        onStep: (text) => progress.step(text),
      }),
    conclude: async (report, { gate }, { options, io }) => {
      const judged = gate === null ? report : judgeExceptions(report, gate.exceptions);
      if (typeof options['sarif'] === 'string') {
        const { sarifLog } = await import('./render.ts');
        writeFileAtomic(resolve(io.cwd, options['sarif']), jsonText(sarifLog(judged, version)));
      }
      return judged;
    },
    render: async (report, { screen }) => (await import('./render.ts')).renderFeatures(report, screen),
  });
}

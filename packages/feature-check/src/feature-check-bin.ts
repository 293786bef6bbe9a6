import { reportBin, type BinSpec } from '@wasmgate/cli-kit';
import { featuresReport } from '@wasmgate/contracts/features';
import { checkFeatures, type CheckOptions } from './check-features.ts';
import { renderFeatures } from './render.ts';

const tools = [
  'wasmgate',
  'auto',
  'wasm-objdump',
  'wasm-tools',
  'strings',
] as const satisfies readonly CheckOptions['tool'][];

/** The bin `wasm-feature-check`. */
export function featureCheckBin(version: string): BinSpec {
  return reportBin({
    name: 'wasm-feature-check',
    version,
    summary: 'proves that excluded features are not in a .wasm',
    report: featuresReport,
    options: [
      {
        flags: '--tool <tool>',
        description:
          'what inspects the file; auto: the most precise external tool that can read it (default: wasmgate)',
        choices: tools,
      },
    ],
    examples: [
      'wasm-feature-check app.wasm',
      'wasm-feature-check app.wasm --config wasmgate.json --json',
      'wasm-feature-check app.wasm --tool auto',
    ],
    measure: (input, { options, io, signal }) =>
      checkFeatures(input, {
        version,
        tool: (options['tool'] as CheckOptions['tool'] | undefined) ?? 'wasmgate',
        strict: options['strict'] === true,
        env: io.env,
        signal,
      }),
    render: (report, { paint }) => renderFeatures(report, paint),
  });
}

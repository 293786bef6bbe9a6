import { reportBin, type BinSpec } from '@wasmgate/cli-kit';
import { sizeReport } from '@wasmgate/contracts/size';
import { measureSize } from './measure-size.ts';
import { renderSize } from './render.ts';

/** The bin `wasm-size`; `compressor` as `compressorId` gives it. */
export function sizeBin(version: string, compressor: string): BinSpec {
  return reportBin({
    name: 'wasm-size',
    version,
    summary: 'says what every byte of a .wasm is',
    report: sizeReport,
    examples: ['wasm-size app.wasm', 'wasm-size app.wasm --json'],
    measure: (input, { progress }) =>
      measureSize(input, {
        compressor,
        onStage: (artifact) => progress.tick(`measuring and compressing ${artifact}`),
      }),
    render: (report, { paint }) => renderSize(report, paint),
  });
}

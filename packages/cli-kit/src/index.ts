export { runBin, reportError, type BinContext, type BinSpec, type CommandSpec, type Flag } from './bin.ts';
export { comparisonArgs, comparisonText } from './comparison-text.ts';
export { exitCodeOf } from './exit-code.ts';
export {
  findingFix,
  findingText,
  findingWords,
  type FindingArgs,
  type FindingWords,
} from './finding-text.ts';
export { formatBytes, formatDelta, formatMs, formatPct, kilobytes } from './format.ts';
export { readWasmInput, resolveInput, type Input } from './input.ts';
export { integerArgument } from './integer-argument.ts';
export { isUnderTurbo, wantsColour, type Io, type Output } from './io.ts';
export { withLock } from './lock.ts';
export { main } from './main.ts';
export { nativeText } from './native-text.ts';
export { printable } from './printable.ts';
export { createProgress, type Progress } from './progress.ts';
export { finishReport, reportBin, reportOptions, type ReportBinSpec } from './report-bin.ts';
export { createPaint, type Paint, type Tone } from './style.ts';
export { cell, renderTable, type Column } from './table.ts';

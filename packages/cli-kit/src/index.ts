export {
  reportError,
  type BinContext,
  type BinSpec,
  type CommandSpec,
  type Flag,
  type SubcommandSpec,
} from './bin.ts';
export { readSettings, readWasmInput, resolveInput, type Input, type SettingsSource } from './input.ts';
export { integerArgument } from './integer-argument.ts';
export { isUnderTurbo, type Io } from './io.ts';
export { withLock } from './lock.ts';
export { main } from './main.ts';
export { Countdown } from './countdown.ts';
export type { Progress } from './progress.ts';
export { finishReport, reportBin, reportOptions } from './report-bin.ts';
export { createScreen, screenOf, type Screen } from './screen.ts';
export type { Paint, Tone } from './style.ts';
export { cell, renderTable, type Column } from './table.ts';
export { watchOutput } from './watch-output.ts';
export { whileTicking } from './while-ticking.ts';
export { fitLines, wrap } from './wrap.ts';

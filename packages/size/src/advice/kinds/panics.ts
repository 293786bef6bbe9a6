import { moduleData } from '@wasmgate/wasm-model';
import { allFunctions } from '../../breakdown/function-sizes.ts';
import { addSourcePaths } from '../../breakdown/source-paths.ts';
import { visitTextRuns } from '../../breakdown/text-runs.ts';
import { functionName, type ProgramModule } from '../../program/program.ts';
import { nothing, nothingByName, type AdviceKind } from '../kind.ts';
import { proposeRemovals } from '../propose-removals.ts';

/** Rust's machinery of formatting and of panics: functions of these modules, and what implements their traits. */
const machinery =
  /^<?(?:dyn |&)?(?:core|std|alloc)::(?:fmt|panicking|panic|backtrace)::| as core::fmt::\w+>::|^(?:core|alloc)::\w+::\w*(?:unwrap|expect|fail|panic|overflow)\w*$|^_?rust_(?:panic|begin_unwind)$|^__rust_(?:start_panic|drop_panic|foreign_exception)$/;

/** Panic messages and formatting of Rust. */
export const panicsKind: AdviceKind = {
  name: 'panics and formatting',
  propose: async (target, bench) => {
    const { main } = target;
    if (main === undefined) return nothing;
    const set = new Set(
      allFunctions({ modules: [main] })
        .filter((one) => machinery.test(functionName(one)))
        .map(({ index }) => index),
    );
    if (set.size === 0) return nothingByName(target);
    const args = { functions: set.size, path_bytes: pathBytes(main) };
    return proposeRemovals(target, main, [{ code: 'panic_and_formatting', args, set }], bench);
  },
};

/** Bytes of source paths in data, which panics name. */
function pathBytes({ module: { bytes }, module }: ProgramModule): number {
  const byCrate = new Map<string, number>();
  for (const { payloadStart, payloadEnd } of moduleData(module)) {
    visitTextRuns(bytes, payloadStart, payloadEnd, (from, to) =>
      addSourcePaths(
        Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1'),
        byCrate,
      ),
    );
  }
  return [...byCrate.values()].reduce((sum, each) => sum + each, 0);
}

import { reportError } from '@wasmgate/cli-kit';
import { $ } from 'zx';
import { compareWithMergeBase, type RunBench } from './merge-base/compare-with-merge-base.ts';
import { workspaceRoot } from '@wasmgate/contracts/workspace';

const { env, stdout, stderr } = process;
const io = { env, cwd: process.cwd(), stdout, stderr, now: () => new Date() };

const runBench: RunBench = async ({ dir }, args) => {
  const { exitCode } = await $({
    cwd: dir,
    preferLocal: workspaceRoot(io.cwd),
    stdio: 'inherit',
    nothrow: true,
  })`wasm-startup-bench ${args}`;
  return exitCode;
};

try {
  process.exitCode = await compareWithMergeBase(io, runBench);
} catch (error) {
  process.exitCode = reportError('npm run merge-base', error, io);
}

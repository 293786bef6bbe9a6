import { reportError } from '@wasmgate/cli-kit';
import { $ } from 'zx';
import { verifyAll, type RunTurbo } from './verify/verify-all.ts';

/** Ctrl-C reaches turbo by itself, which ends its tasks in order; the table comes after that. */
function waitForTurbo(): void {}

const runTurbo: RunTurbo = async (root, args) => {
  const turbo = $({ cwd: root, preferLocal: root, stdio: 'inherit', nothrow: true })`turbo ${args}`;
  const stop = () => {
    turbo.kill('SIGTERM').catch(() => {
      // It has ended already.
    });
  };
  process.on('SIGINT', waitForTurbo).on('SIGTERM', stop);
  const { exitCode } = await turbo;
  process.off('SIGINT', waitForTurbo).off('SIGTERM', stop);
  return exitCode;
};

const { env, stdout, stderr } = process;
const io = { env, cwd: process.cwd(), stdout, stderr, now: () => new Date() };
try {
  process.exitCode = await verifyAll(process.argv.slice(2), io, runTurbo);
} catch (error) {
  process.exitCode = reportError('npm run verify', error, io);
}

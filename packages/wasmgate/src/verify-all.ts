import { reportError, watchOutput } from '@wasmgate/cli-kit';
import { runTurbo } from './run-turbo.ts';
import { refusedText } from './verify-all/refused-text.ts';
import { verifyAll } from './verify-all/verify-all.ts';
import { watchRemoteCache, type WatchedCache } from './verify-all/watch-remote-cache.ts';

const help = `Usage: wasmgate verify [turbo's options]

pass or fail the subject in this folder, or every subject, through turbo

Outside the folder of a subject it goes on after one has failed, and ends with
one table over all of them. In the folder of a subject it is the gate: it reads
that subject's reports.

Examples:
  wasmgate verify
  wasmgate verify --filter=my-agent
  wasmgate verify --affected
`;

/** Runs `wasmgate verify` for a workspace in this process. */
export async function run(process: NodeJS.Process): Promise<void> {
  const { env, stdout, stderr } = process;
  const isOutputLost = watchOutput('wasmgate verify', process);
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) return void stdout.write(help);
  const io = { env, cwd: process.cwd(), stdout, stderr, now: () => new Date() };
  const cache = await remoteCache(env);
  const told = cache === null ? {} : { TURBO_API: cache.api };
  try {
    const code = await verifyAll(args, io, (root, given) => runTurbo(root, given, told));
    process.exitCode = isOutputLost() ? 3 : code;
  } catch (error) {
    process.exitCode = reportError('wasmgate verify', error, io);
  } finally {
    stderr.write(refusedText(cache?.facts() ?? null));
    cache?.close();
  }
}

/** Null where turbo has no server of its own, or reaches it by a proxy, which Node's fetch would not ask. */
async function remoteCache(env: NodeJS.ProcessEnv): Promise<WatchedCache | null> {
  const api = env['TURBO_API'];
  const isProxied = Object.keys(env).some((name) => /^(https?|all)_proxy$/i.test(name) && env[name] !== '');
  return api === undefined || api === '' || isProxied || !URL.canParse(api) ? null : watchRemoteCache(api);
}

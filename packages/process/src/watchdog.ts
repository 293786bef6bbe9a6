import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { execPath } from 'node:process';
import { hasGroups } from './process-group.ts';

/**
 * Keeps the list of groups that it reads from stdin: `+1234`, `-1234`. When that ends, whoever held it is gone, however it died,
 * and the groups go as well.
 */
const source = `
const groups = new Set();
let rest = '';
process.stdin.setEncoding('utf8').on('data', (text) => {
  const lines = (rest + text).split('\\n');
  rest = lines.pop();
  for (const line of lines) groups[line[0] === '+' ? 'add' : 'delete'](Number(line.slice(1)));
});
const signalAll = (name) => {
  for (const group of groups) try { process.kill(-group, name); } catch { groups.delete(group); }
};
process.stdin.on('end', () => {
  signalAll('SIGTERM');
  if (groups.size > 0) setTimeout(signalAll, Number(process.argv[1]), 'SIGKILL');
});
`;

/** Groups that must not outlive this process. */
const watched = new Set<number>();
let tell: ((line: string) => void) | undefined;

/** Starts the one watchdog of this process, where there is none: a process that waits for this one's end. */
export function startWatchdog(graceMs: number): void {
  if (tell !== undefined || !hasGroups) return;
  // A group of its own: what is sent to ours (Ctrl-C) must not reach it.
  const child = spawn(execPath, ['-e', source, String(graceMs)], {
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  const stdin = child.stdin as typeof child.stdin & Socket;
  const stop = (): void => void (tell = undefined);
  child.once('error', stop).once('exit', stop);
  stdin.on('error', () => {});
  // It must not keep this process alive.
  child.unref();
  stdin.unref();
  tell = (line) => void stdin.write(line);
  for (const group of watched) tell(`+${group}\n`);
}

/** Has a process group end with this process, also when that is killed by force. The function it gives ends the watch. */
export function watchGroup(group: number, graceMs: number): () => void {
  startWatchdog(graceMs);
  watched.add(group);
  tell?.(`+${group}\n`);
  return () => {
    watched.delete(group);
    tell?.(`-${group}\n`);
  };
}

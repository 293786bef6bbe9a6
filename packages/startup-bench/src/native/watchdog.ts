import { spawn } from 'node:child_process';
import { execPath, platform } from 'node:process';

/** Ends the process group that it was last told of when its input ends without a word: whoever held it is gone. */
const source = `
let group = 0;
process.stdin.setEncoding('utf8').on('data', (text) => { group = Number(text.trim().split('\\n').at(-1)); });
process.stdin.on('end', () => { if (group > 1) try { process.kill(-group, 'SIGKILL'); } catch {} });
`;

/** Sees to it that a program does not outlive this process, however it dies. */
export interface Watchdog {
  /** The process group to end; 0: none any more. */
  readonly watch: (group: number) => void;
  readonly end: () => void;
}

/** Starts a watchdog. On Windows there is none: no process groups. */
export function startWatchdog(): Watchdog {
  if (platform === 'win32') return { watch: () => {}, end: () => {} };
  const child = spawn(execPath, ['-e', source], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.unref();
  return {
    watch: (group) => void child.stdin.write(`${group}\n`),
    end: () => void child.stdin.end('0\n'),
  };
}

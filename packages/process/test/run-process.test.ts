import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath, platform } from 'node:process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bareEnvironment, NotStartedError, runProcess, type ProcessCall } from '../src/index.ts';
import { allGone, family, isAlive, pidsIn } from './processes.ts';
import { scratchFolder } from './scratch-folder.ts';

const node = (script: string, more: Partial<ProcessCall> = {}): ProcessCall => ({
  file: execPath,
  args: ['-e', script],
  env: bareEnvironment(),
  ...more,
});

describe('how a program ended is data', () => {
  it('gives exit code and output, and passes stderr on as it comes', async () => {
    const seen: string[] = [];
    const script = `process.stdout.write('out'); process.stderr.write('err'); process.exitCode = 7`;
    const result = await runProcess(node(script, { onStderr: (text) => seen.push(text) }));
    expect(result).toEqual({
      ok: false,
      exitCode: 7,
      endedBy: null,
      timedOutMs: null,
      overflowBytes: null,
      stdout: 'out',
      stderr: 'err',
      durationNs: expect.any(Number),
    });
    expect(seen.join('')).toBe('err');
  });

  it('a success has the same shape', async () => {
    const result = await runProcess(node(''));
    expect(result).toMatchObject({ ok: true, exitCode: 0, endedBy: null, stdout: '', stderr: '' });
    expect(result.durationNs).toBeGreaterThan(0);
  });

  it.skipIf(platform === 'win32')('a signal that ended it is named', async () => {
    const result = await runProcess(
      node(`process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 60000)`),
    );
    expect(result).toMatchObject({ ok: false, exitCode: null, endedBy: 'SIGTERM', timedOutMs: null });
  });

  it.skipIf(platform === 'win32')('at the deadline the program and what it started are killed', async () => {
    const args = ['-c', 'sleep 60 & echo $$ $! >&2; wait'];
    const result = await runProcess({ file: 'sh', args, env: { PATH: env['PATH'] }, deadlineMs: 1000 });
    expect(result).toMatchObject({ ok: false, endedBy: 'SIGKILL', timedOutMs: 1000 });
    expect(pidsIn(result.stderr)).toHaveLength(2);
    expect(await allGone(pidsIn(result.stderr))).toBe(true);
  });

  it('a program that does not exist, or is none, is an error that names it', async () => {
    const text = join(scratchFolder(onTestFinished), 'text');
    writeFileSync(text, 'text', { mode: 0o644 });
    const missing = runProcess({ file: '/no/such/program', env: {} });
    await expect(missing).rejects.toBeInstanceOf(NotStartedError);
    await expect(missing).rejects.toMatchObject({
      exitCode: 3,
      code: 'ENOENT',
      message: '/no/such/program: cannot be started (ENOENT)',
    });
    await expect(runProcess({ file: text, env: {} })).rejects.toMatchObject({ code: 'EACCES' });
    await expect(runProcess(node('', { cwd: join(tmpdir(), 'no-such-folder') }))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  it('arguments that the system refuses are the same error', async () => {
    const args = ['-e', '0', 'x'.repeat(64 * 1024 * 1024)];
    await expect(runProcess({ file: execPath, args, env: {} })).rejects.toMatchObject({ code: 'E2BIG' });
  });
});

describe('what a program is given', () => {
  it('its environment is what the call says, and nothing else', async () => {
    const script = 'process.stdout.write(JSON.stringify(process.env))';
    expect(env['PATH']).toBeDefined();
    const { stdout } = await runProcess(node(script, { env: { A: '1', B: undefined } }));
    expect(JSON.parse(stdout)).toEqual({ A: '1' });
  });

  it('arguments pass no shell', async () => {
    const args = ['-p', 'process.argv[1]', '$(id) `id` "x" *'];
    expect((await runProcess({ file: execPath, args, env: {} })).stdout).toBe(`${args[2]}\n`);
  });

  it('stdin is what the call says, or ends at once', async () => {
    const echo = 'process.stdin.pipe(process.stdout)';
    const input = 'ä'.repeat(500_000);
    expect((await runProcess(node(echo, { input }))).stdout).toBe(input);
    expect((await runProcess(node(echo))).stdout).toBe('');
  });

  it('a program that does not read its input is no error', async () => {
    const result = await runProcess(node('process.exit(0)', { input: 'x'.repeat(10_000_000) }));
    expect(result.ok).toBe(true);
  });
});

describe('output', () => {
  const flood = `
    const text = 'x'.repeat(2 ** 16);
    const more = () => process.stdout.write(text, more);
    more();`;

  it('a program that prints without end is ended at the limit', async () => {
    const result = await runProcess(node(flood, { maxStdoutBytes: 2 ** 20 }));
    expect(result).toMatchObject({ ok: false, endedBy: 'SIGKILL', overflowBytes: 2 ** 20, timedOutMs: null });
    expect(result.stdout.length).toBeLessThanOrEqual(2 ** 20);
  });

  it('of a long one the end is kept where that is enough; of stderr always', async () => {
    const script = `
      for (const stream of [process.stdout, process.stderr]) stream.write('x'.repeat(2 ** 20) + 'end');`;
    const { ok, stdout, stderr } = await runProcess(node(script, { stdout: 'tail' }));
    expect(ok).toBe(true);
    for (const text of [stdout, stderr]) {
      expect(text).toMatch(/xend$/);
      expect(text.length).toBeLessThan(2 ** 19);
    }
  });

  it('is not there when it is ignored', async () => {
    const script = `process.stdout.write('out'); process.stderr.write('err')`;
    const result = await runProcess(node(script, { stdout: 'ignore', stderr: 'ignore' }));
    expect(result).toMatchObject({ ok: true, stdout: '', stderr: '' });
  });

  it('a character whose bytes come one by one stays whole, and what is no UTF-8 is replaced', async () => {
    const script = `
      const bytes = [...Buffer.from('a€😀'), 0xff, ...Buffer.from('\\nz'), 0xe2, 0x82];
      for (const byte of bytes) {
        require('node:fs').writeSync(1, Buffer.of(byte));
        require('node:fs').writeSync(2, Buffer.of(byte));
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      }`;
    const [lines, texts]: [string[], string[]] = [[], []];
    const call = { onLine: (line: string) => lines.push(line), onStderr: (text: string) => texts.push(text) };
    const { stdout, stderr } = await runProcess(node(script, call));
    const expected = 'a€😀\uFFFD\nz\uFFFD';
    expect([stdout, stderr, texts.join('')]).toEqual([expected, expected, expected]);
    expect(lines).toEqual(['a€😀\uFFFD', 'z\uFFFD']);
  });

  it('lines come whole, without their ends, the last one too', async () => {
    const lines: string[] = [];
    const script = `process.stdout.write('one\\r\\ntw'); setTimeout(() => process.stdout.write('o\\n\\nlast'), 50)`;
    await runProcess(node(script, { onLine: (line) => lines.push(line) }));
    expect(lines).toEqual(['one', 'two', '', 'last']);
  });
});

describe('abort', () => {
  it('ends the program and what it started, and throws the reason', async () => {
    const controller = new AbortController();
    let said = '';
    const onStderr = (text: string) => {
      said += text;
      if (said.includes('\n')) controller.abort(new Error('stop'));
    };
    const running = runProcess(node(family, { signal: controller.signal, onStderr }));
    await expect(running).rejects.toThrow('stop');
    expect(pidsIn(said)).toHaveLength(2);
    expect(await allGone(pidsIn(said))).toBe(true);
  });

  it('kills one that does not listen, after a while', async () => {
    const controller = new AbortController();
    let said = '';
    const onStderr = (text: string) => {
      said += text;
      if (said.includes('\n')) controller.abort(new Error('stop'));
    };
    const deaf = `process.on('SIGTERM', () => {});${family}`;
    const running = runProcess(node(deaf, { signal: controller.signal, onStderr }));
    await expect(running).rejects.toThrow('stop');
    expect(await allGone(pidsIn(said))).toBe(true);
  });

  it('before the start starts nothing', async () => {
    const signal = AbortSignal.abort(new Error('stop'));
    await expect(runProcess({ file: '/no/such/program', env: {}, signal })).rejects.toThrow('stop');
  });
});

describe.skipIf(platform === 'win32')('what a program leaves behind', () => {
  it('ends with it when it stayed in the group', async () => {
    const script = family.replace(/setTimeout.*\n$/, 'child.unref(); process.exit(0);\n');
    const { ok, stderr } = await runProcess(node(script));
    expect(ok).toBe(true);
    expect(await allGone(pidsIn(stderr))).toBe(true);
  });

  it('a daemon that holds the output for ever is not waited for', async () => {
    const script = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'],
        { detached: true, stdio: 'inherit' });
      child.unref();
      process.stdout.write(String(child.pid));`;
    const { ok, stdout } = await runProcess(node(script));
    expect(ok).toBe(true);
    const daemon = Number(stdout);
    expect(isAlive(daemon)).toBe(true);
    process.kill(daemon, 'SIGKILL');
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { cleanEnvironment } from '@wasmgate/cli-kit/testing';
import { execaSync } from 'execa';

/** A server of turbo's remote cache on loopback, as an adopter would run it, with what a client has to be told. */
export interface CacheServer {
  readonly env: Readonly<Record<string, string>>;
  /** The folder in which artifacts lie, a file each, and its tag beside it. */
  readonly storage: string;
  stop(): Promise<void>;
}

const TEAM = 'team_wasmgate';

/** Installs `turborepo-remote-cache` by its lock file, which npm checks by hash, and starts it. */
export async function startCacheServer(signatureKey: string): Promise<CacheServer> {
  const dir = mkdtempSync(join(tmpdir(), 'wasmgate-cache-server-'));
  for (const file of ['package.json', 'package-lock.json'])
    copyFileSync(join(import.meta.dirname, file), join(dir, file));
  const flags = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  execaSync('npm', ['ci', ...flags], { cwd: dir, env: cleanEnvironment(), extendEnv: false });
  const storage = join(dir, 'storage');
  mkdirSync(storage);
  const port = await freePort();
  const token = 'a-token-of-this-test';
  const bin = join(dir, 'node_modules/turborepo-remote-cache/dist/cli.js');
  const server = spawn(execPath, [bin], {
    cwd: dir,
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: String(port),
      TURBO_TOKEN: token,
      TURBO_REMOTE_CACHE_SIGNATURE_KEY: signatureKey,
      STORAGE_PROVIDER: 'local',
      STORAGE_PATH: storage,
      STORAGE_PATH_USE_TMP_FOLDER: 'false',
      LOG_LEVEL: 'error',
    },
    stdio: 'ignore',
  });
  const gone = once(server, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/v8/artifacts/status`, token);
  return {
    storage: join(storage, TEAM),
    env: {
      TURBO_API: url,
      TURBO_TOKEN: token,
      TURBO_TEAM: TEAM,
      TURBO_REMOTE_CACHE_SIGNATURE_KEY: signatureKey,
    },
    stop: async () => {
      server.kill('SIGKILL');
      await gone;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The files of the artifacts that a server holds, without their tags. */
export const artifactsIn = ({ storage }: CacheServer): string[] =>
  readdirSync(storage)
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .map((name) => join(storage, name));

/** A server that accepts connections and never says anything. */
export async function startSilentServer(): Promise<{ readonly url: string; stop(): void }> {
  const sockets = new Set<{ destroy(): void }>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(url: string, token: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    try {
      // One question after the other, until it has started.
      // oxlint-disable-next-line no-await-in-loop
      const { ok } = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
      if (ok) return;
    } catch {
      // Not yet.
    }
    // oxlint-disable-next-line no-await-in-loop
    await sleep(100);
  }
  throw new Error(`${url} does not answer`);
}

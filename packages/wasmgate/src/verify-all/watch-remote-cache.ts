import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

/** What became of the artifacts of a run, by the hashes of their tasks. */
export interface RemoteCacheFacts {
  /** The server had them, and turbo made them anew all the same: their signature did not hold, or they were no archives. */
  readonly refused: readonly string[];
  /** Those of `refused` that came without any signature. */
  readonly unsigned: readonly string[];
}

/** A remote cache as turbo is to see it for one run. */
export interface WatchedCache {
  /** What turbo is told instead of its own TURBO_API. */
  readonly api: string;
  readonly facts: () => RemoteCacheFacts;
  readonly close: () => void;
}

const ARTIFACT = /^\/v8\/artifacts\/([0-9a-f]+)(?:\?|$)/;
/** Of one connection: fetch says the rest by itself. */
const HOP_BY_HOP = new Set([
  'connection',
  'host',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'expect',
]);

/**
 * Stands on loopback between turbo and its remote cache, passes everything on as it is, and remembers which artifacts the server gave
 * and which turbo then uploaded: turbo 2.11 refuses an artifact whose signature does not hold, and executes the task, without a word.
 * The remote cache's protocol: GET and PUT /v8/artifacts/{hash}, the signature in `x-artifact-tag`.
 */
export async function watchRemoteCache(api: string): Promise<WatchedCache> {
  const given = new Map<string, { readonly isSigned: boolean }>();
  const refused = new Set<string>();
  const server = createServer((request, response) => {
    const hash = ARTIFACT.exec(request.url ?? '')?.[1];
    if (hash !== undefined && request.method === 'PUT' && given.has(hash)) refused.add(hash);
    void pass(api, request, response, (answer) => {
      if (hash === undefined || request.method !== 'GET' || !answer.ok) return;
      given.set(hash, { isSigned: answer.headers.has('x-artifact-tag') });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    facts: () => ({
      refused: [...refused],
      unsigned: [...refused].filter((hash) => given.get(hash)?.isSigned === false),
    }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function pass(
  api: string,
  request: IncomingMessage,
  response: ServerResponse,
  see: (answer: Response) => void,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined || HOP_BY_HOP.has(name) ? [] : [[name, String(value)]],
    );
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
    const answer = await fetch(`${api.replace(/\/$/, '')}${request.url ?? '/'}`, {
      method: request.method ?? 'GET',
      headers,
      redirect: 'manual',
      signal: gone.signal,
      ...(hasBody ? { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' } : {}),
    } as RequestInit);
    see(answer);
    const passed = [...answer.headers].filter(
      ([name]) => !HOP_BY_HOP.has(name) && name !== 'content-encoding',
    );
    response.writeHead(answer.status, Object.fromEntries(passed));
    if (answer.body === null) response.end();
    else await pipeline(Readable.fromWeb(answer.body as ReadableStream), response);
  } catch {
    // As if turbo had asked the server itself and got no answer: it warns, and goes on without.
    response.destroy();
  }
}

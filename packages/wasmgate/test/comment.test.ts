import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { capture } from '@wasmgate/cli-kit/testing';
import { regressionReport } from '@wasmgate/contracts/regression';
import { verifyReport, type VerifyJson } from '@wasmgate/contracts/verify';
import { compareSubject } from '@wasmgate/regression-compare/src/index.ts';
import { sampleReports } from '@wasmgate/regression-compare/test/sample-reports.ts';
import { sampleWorkspace } from '@wasmgate/regression-compare/test/sample-subject.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { commentBin } from '../src/comment.ts';
import { commentMarkdown, MARKER } from '../src/comment/comment-markdown.ts';
import { codeText } from '../src/summary/markdown-text.ts';

function workspace(failures: VerifyJson['failures']): string {
  const reports = sampleReports();
  const { root, dir, write } = sampleWorkspace(reports);
  write('.wasmgate/environment.json', '{}');
  verifyReport.write(dir, {
    schema_version: 1,
    subject: 'sample',
    artifact_sha256: null,
    strict: false,
    verdict: failures.length > 0 ? 'fail' : 'pass',
    counts: { gated: 14, failed: failures.length, listed: 1, not_comparable: 0 },
    failures,
    warnings: [],
  });
  regressionReport.write(
    dir,
    compareSubject({ name: 'sample', gate: {}, reports, baseline: null, strict: false }),
  );
  return root;
}

const overBudget: VerifyJson['failures'] = [
  { report: 'size', code: 'over_budget', args: { metric: 'wasm_size_raw_kb', value: 82, max: 80 } },
];

describe('the comment', () => {
  it('says what is wrong first, with the command that mends it in backticks, then sizes', async () => {
    const { stdout } = await capture(commentBin('0'), workspace(overBudget));
    const [marker, , title, ...rest] = stdout.split('\n');
    expect([marker, title]).toEqual([MARKER, '### wasmgate: ❌ fail']);
    const body = rest.join('\n');
    expect(body.indexOf('**size**')).toBeLessThan(body.indexOf('| subject | raw | gzip | brotli | |'));
    expect(body).toMatch(/`npx wasmgate [^`]+`/);
    expect(body).toMatch(/\| sample \| 79\\\.2\S* kB/);
  });

  it('of a subject without a verdict says that it did not finish, and of none is no pass', async () => {
    const told = { name: 'x', report: null, regression: null, size: null, memory: null, isMeasured: null };
    expect(commentMarkdown([told], null)).toContain('**x** did not finish');
    expect(commentMarkdown([], null)).toContain('❌ fail');
  });

  it('says what the cache did', () => {
    expect(commentMarkdown([], { tasks: 8, cached: 7, savedMs: 61_000 })).toContain(
      '7 of 8 tasks came from the cache, which saved 61.0 s.',
    );
  });

  it('a command stays code, whatever backticks are in it', () => {
    expect(codeText('a')).toBe('`a`');
    expect(codeText('a `b`` c')).toBe('``` a `b`` c ```');
  });
});

/** GitHub cannot be reached from a test: a server on loopback that keeps comments as its REST API does. */
async function github(status = 200) {
  const comments: { id: number; body: string }[] = [{ id: 1, body: 'LGTM' }];
  const calls: string[] = [];
  const answer = async (request: IncomingMessage): Promise<unknown> => {
    const { method = '', url = '', headers } = request;
    expect(headers.authorization).toBe('Bearer a-token');
    calls.push(`${method} ${url.split('?')[0]}`);
    const { body = '' } = JSON.parse((await text(request)) || '{}') as { body?: string };
    if (method === 'GET') return comments;
    const id = method === 'POST' ? comments.length + 1 : Number(url.split('/').at(-1));
    const others = comments.filter((comment) => comment.id !== id);
    comments.splice(0, comments.length, ...others, { id, body });
    return { id };
  };
  const server = createServer((request, response) => {
    void answer(request).then((found) => {
      response.writeHead(request.method === 'GET' ? 200 : status);
      response.end(JSON.stringify(found));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, comments, calls };
}

function run(root: string, api: string) {
  const event = join(root, 'event.json');
  writeFileSync(event, JSON.stringify({ pull_request: { number: 7 } }));
  const env = {
    GITHUB_EVENT_PATH: event,
    GITHUB_REPOSITORY: 'team/agent',
    GITHUB_API_URL: api,
    GITHUB_TOKEN: 'a-token',
  };
  return capture(commentBin('0'), { cwd: root, env });
}

describe('on a pull request', () => {
  it('is made once, and updated from then on; other comments stay', async () => {
    const { api, comments, calls } = await github();
    const root = workspace(overBudget);
    expect((await run(root, api)).stderr).toContain('the comment of pull request 7 was created');
    expect((await run(workspace([]), api)).stderr).toContain('the comment of pull request 7 was updated');
    expect(comments.map(({ body }) => body.split('\n')[2] ?? body)).toEqual([
      'LGTM',
      '### wasmgate: ✅ pass',
    ]);
    expect(calls).toEqual([
      'GET /repos/team/agent/issues/7/comments',
      'POST /repos/team/agent/issues/7/comments',
      'GET /repos/team/agent/issues/7/comments',
      'PATCH /repos/team/agent/issues/comments/2',
    ]);
  });

  it('of a fork, whose token may not write, costs a line and no failure', async () => {
    const { api } = await github(403);
    const { code, stderr } = await run(workspace([]), api);
    expect([code, stderr]).toEqual([0, expect.stringContaining('may not comment here')]);
  });

  it('a server that does not answer is an error of the environment', async () => {
    const { code, stderr } = await run(workspace([]), 'http://127.0.0.1:9');
    expect([code, stderr]).toEqual([3, expect.stringContaining('does not answer')]);
  });
});

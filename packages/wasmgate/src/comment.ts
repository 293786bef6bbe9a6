import { main, type BinContext, type BinSpec } from '@wasmgate/cli-kit';
import { InputError, type ExitCode } from '@wasmgate/contracts/errors';
import { parseJson } from '@wasmgate/contracts/parse-json';
import { readRegularFile } from '@wasmgate/contracts/read-file';
import { rootOf } from '@wasmgate/contracts/workspace';
import { lastCachedWork } from './comment/cached-work.ts';
import { commentMarkdown } from './comment/comment-markdown.ts';
import { postComment, type PullRequest } from './comment/post-comment.ts';
import { readSubjects } from './summary/read-subjects.ts';

declare const __VERSION__: string;

/** GitHub's events are small; a pull request's text is in them. */
const MAX_EVENT_BYTES = 4 * 1024 * 1024;

/** `wasmgate comment`: the one comment of a pull request, made or updated; printed where there is no pull request. */
export function commentBin(version: string): BinSpec {
  const summary = 'write what the gate said into the one comment of a pull request, or print it';
  return {
    name: 'wasmgate comment',
    version,
    summary,
    examples: ['wasmgate comment', 'GITHUB_TOKEN=… wasmgate comment   (in a workflow on pull_request)'],
    command: { summary, run: comment },
  };
}

async function comment({ io, progress }: BinContext): Promise<ExitCode> {
  const root = rootOf(io.cwd);
  const text = commentMarkdown(readSubjects(root), lastCachedWork(root));
  const pull = pullRequest(io.env);
  if (pull === null) {
    io.stdout.write(text);
    return 0;
  }
  const posted = await postComment(pull, text);
  progress.step(
    posted === 'refused'
      ? 'the token may not comment here (a pull request from a fork?); the job summary says the same'
      : `the comment of pull request ${pull.number} was ${posted}`,
  );
  return 0;
}

/** From what GitHub Actions says of the run; null where it is no run of a pull request, or has no token. */
function pullRequest(env: Readonly<Record<string, string | undefined>>): PullRequest | null {
  const {
    GITHUB_EVENT_PATH: event = '',
    GITHUB_REPOSITORY: repository = '',
    GITHUB_API_URL: api = '',
    GITHUB_TOKEN: token = '',
  } = env;
  if (event === '' || token === '') return null;
  const { number } =
    pullOf(parseJson(event, readRegularFile(event, { maxBytes: MAX_EVENT_BYTES }).toString('utf8'))) ?? {};
  if (number === undefined) return null;
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !URL.canParse(api) || !Number.isSafeInteger(number)) {
    throw new InputError('GITHUB_REPOSITORY, GITHUB_API_URL or the event names no pull request of GitHub');
  }
  return { api: api.replace(/\/$/, ''), repository, number, token };
}

const pullOf = (event: unknown): { readonly number: number } | undefined =>
  (event as { pull_request?: { number: number } } | null)?.pull_request;

/** Runs `wasmgate comment` in this process. */
export const run = (process: NodeJS.Process): Promise<void> => main(commentBin(__VERSION__), process);

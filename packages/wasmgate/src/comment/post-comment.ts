import { EnvironmentError } from '@wasmgate/contracts/errors';
import { MARKER } from './comment-markdown.ts';

/** A pull request of a repository on GitHub, and how its API is reached. */
export interface PullRequest {
  /** `https://api.github.com`, or an enterprise's own. */
  readonly api: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
  readonly token: string;
}

/** What became of a comment. `refused`: the token may not write, as that of a fork's pull request may not. */
export type Posted = 'created' | 'updated' | 'refused';

/** A page has 100 comments; nobody's pull request has more than these. */
const MOST_PAGES = 20;
const LIMIT_MS = 20_000;

interface Comment {
  readonly id: number;
  readonly body?: string | null;
}

/**
 * Writes the one comment of a pull request, by GitHub's REST API (issue comments, version 2022-11-28): updates the one that has the
 * marker, else makes it. Throws EnvironmentError (exit 3) when the API does not answer as it should.
 */
export async function postComment(pull: PullRequest, body: string): Promise<Posted> {
  const comments = `/repos/${pull.repository}/issues/${pull.number}/comments`;
  const earlier = await findComment(pull, comments);
  const answer =
    earlier === null
      ? await ask(pull, 'POST', comments, { body })
      : await ask(pull, 'PATCH', `/repos/${pull.repository}/issues/comments/${earlier}`, { body });
  if (answer.status === 401 || answer.status === 403 || answer.status === 404) return 'refused';
  if (!answer.ok) throw unexpected(answer);
  return earlier === null ? 'created' : 'updated';
}

async function findComment(pull: PullRequest, comments: string): Promise<number | null> {
  for (let page = 1; page <= MOST_PAGES; page++) {
    // A page tells whether there is another one.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await ask(pull, 'GET', `${comments}?per_page=100&page=${page}`);
    if (!answer.ok) return null;
    // oxlint-disable-next-line no-await-in-loop
    const all = (await answer.json()) as Comment[];
    const ours = all.find(({ body }) => body?.startsWith(MARKER) === true);
    if (ours !== undefined) return ours.id;
    if (all.length < 100) return null;
  }
  return null;
}

async function ask(
  { api, token }: PullRequest,
  method: string,
  path: string,
  body?: object,
): Promise<Response> {
  try {
    return await fetch(`${api}${path}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'x-github-api-version': '2022-11-28',
      },
      signal: AbortSignal.timeout(LIMIT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (cause) {
    throw new EnvironmentError(`${api} does not answer`, { cause, fix: 'run the job again' });
  }
}

const unexpected = ({ status, statusText }: Response): EnvironmentError =>
  new EnvironmentError(`GitHub answered ${status} ${statusText} to the comment`, {
    fix: 'run the job again',
  });

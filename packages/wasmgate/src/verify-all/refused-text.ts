import type { RemoteCacheFacts } from './watch-remote-cache.ts';

/** What has to be said of artifacts that turbo refused without a word; nothing where there was none. */
export function refusedText(facts: RemoteCacheFacts | null): string {
  if (facts === null || facts.refused.length === 0) return '';
  const { refused, unsigned } = facts;
  const lines = [
    `wasmgate verify: turbo refused ${count(refused)} of the remote cache and executed the tasks`,
  ];
  if (unsigned.length > 0) {
    lines.push(
      `  ${count(unsigned)} without a signature: the server needs TURBO_REMOTE_CACHE_SIGNATURE_KEY as well`,
    );
  }
  if (unsigned.length < refused.length) {
    lines.push(
      '  the signature does not hold: whoever wrote there has another key than this run, or none (docs/remote-cache.md)',
    );
  }
  return `${lines.join('\n')}\n`;
}

const count = ({ length }: readonly string[]): string => `${length} artifact${length === 1 ? '' : 's'}`;

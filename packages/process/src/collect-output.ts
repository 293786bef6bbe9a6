import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** What was collected so far. */
export interface Output {
  readonly text: () => string;
}

/** How much is kept of what is not kept whole. */
const TAIL_CHARACTERS = 256 * 1024;

/** Keeps all of a stream of UTF-8 up to a number of bytes; beyond that nothing, and `onOverflow` is told. */
export function collectWhole(stream: Readable, maxBytes: number, onOverflow: () => void): Output {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk);
    else onOverflow();
  });
  return { text: () => Buffer.concat(chunks).toString('utf8') };
}

/** Keeps the end of a stream of UTF-8. */
export function collectTail(stream: Readable): Output {
  let tail = '';
  onText(stream, (text) => {
    tail = (tail + text).slice(-TAIL_CHARACTERS);
  });
  return { text: () => tail };
}

/** Passes the text of a stream on as it comes; a character whose bytes come in two pieces stays whole. */
export function onText(stream: Readable, use: (text: string) => void): void {
  const decoder = new StringDecoder('utf8');
  stream.on('data', (chunk: Buffer) => use(decoder.write(chunk)));
  stream.once('end', () => {
    const rest = decoder.end();
    if (rest !== '') use(rest);
  });
}

/** Passes the lines of a stream on as they come, without their ends. */
export function onLines(stream: Readable, use: (line: string) => void): void {
  let rest = '';
  onText(stream, (text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) use(line);
  });
  stream.once('end', () => {
    if (rest !== '') use(rest);
  });
}

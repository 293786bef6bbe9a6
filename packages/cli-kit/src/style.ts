import { inspect, styleText } from 'node:util';

/** What a piece of text means; how that looks is decided here alone. */
export type Tone = 'good' | 'bad' | 'warn' | 'dim' | 'strong';

const formats = {
  good: 'green',
  bad: 'red',
  warn: 'yellow',
  dim: 'dim',
  strong: 'bold',
} as const satisfies Record<Tone, Parameters<typeof styleText>[0]>;

/** The sequences that a `Paint` writes, and no others; a group, so that a split by it keeps them. */
export const painted = new RegExp(
  String.raw`(\x1b\[(?:${Object.values(formats)
    .flatMap((format) => inspect.colors[format] ?? [])
    .join('|')})m)`,
);

/** Colours a text by its meaning, or leaves it as it is. */
export type Paint = (tone: Tone, text: string) => string;

/** A `Paint` that colours, or one that does not. */
export function createPaint(colour: boolean): Paint {
  if (!colour) return (_tone, text) => text;
  // Whether to colour was decided for the stream in question; styleText would look at stdout.
  return (tone, text) => styleText(formats[tone], text, { validateStream: false });
}

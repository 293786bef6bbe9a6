import { html, type Markup } from './html.ts';

/** What a word means; how that looks is decided in page.css. */
export type Tone = 'good' | 'bad' | 'warn' | 'plain';

/** A word with its meaning: the word says it all, colour and mark only repeat it. */
export const chip = (tone: Tone, text: string): Markup => html`<span class="chip ${tone}">${text}</span>`;

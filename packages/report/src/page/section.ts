import { html, type Markup, type Part } from './html.ts';

/** A part of a page with a heading of its own. */
export interface Section {
  /** What links lead to. */
  readonly id: string;
  readonly title: string;
  readonly body: Part;
}

/** A section as it stands in the page. */
export const sectionMarkup = ({ id, title, body }: Section): Markup =>
  html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${body}
  </section>`;

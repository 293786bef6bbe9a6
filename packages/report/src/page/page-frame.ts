import { htmlDocument } from './document.ts';
import { html, type Part } from './html.ts';
import { sectionMarkup, type Section } from './section.ts';

/** What a page shows: its head, and the sections that links at the top lead to. */
export interface Frame {
  readonly title: string;
  /** What stands above the first section. */
  readonly head: Part;
  readonly sections: readonly Section[];
}

/** The page around its sections. */
export function pageFrame({ title, head, sections }: Frame): string {
  return htmlDocument({
    title: `${title} · wasmgate`,
    body: html`<a class="skip" href="#main">Skip to the report</a>
      <div class="bar">
        <nav aria-label="Sections">
          <span class="brand">wasmgate</span>${sections.map(
            ({ id, title: name }) => html`<a href="#${id}">${name}</a>`,
          )}
        </nav>
        <button type="button" id="theme" hidden>theme</button>
      </div>
      <main id="main">
        <header>${head}</header>
        ${sections.map(sectionMarkup)}
      </main>`,
  });
}

import type { TreeJson } from '@wasmgate/contracts/tree';
import { pageData } from '../page/document.ts';
import { html, Markup, type Part } from '../page/html.ts';

/** What the page's script brings to life: the map, its switches, its search; hidden until it has. */
export function explorer(tree: TreeJson): Part {
  return html`<div id="explorer" hidden>
      <div class="tools">
        ${choice('what', 'Show', [
          ['shipped', tree.unoptimized === null ? 'file' : 'after wasm-opt'],
          ...(tree.unoptimized === null ? [] : ([['unoptimized', 'before wasm-opt']] as const)),
          ...(tree.changes === null ? [] : ([['changes', 'what changed']] as const)),
        ])}
        ${choice('weight', 'Bytes', [
          ['defined_in', 'defined in'],
          ['instantiated_for', 'instantiated for'],
          ['retained', 'retained'],
        ])}
        <label class="search"
          ><span class="sr">Search functions, crates and sections</span
          ><input
            type="search"
            id="search"
            placeholder="Search a crate or a function"
            autocomplete="off"
            spellcheck="false"
        /></label>
      </div>
      <nav aria-label="Where the map is"><ol id="crumbs"></ol></nav>
      <div class="map-and-panel">
        <div
          id="map"
          role="group"
          aria-label="Map: an area is a number of bytes. Arrow keys go from tile to tile, Enter goes in, Escape goes out"
        ></div>
        <div id="panel" tabindex="0" role="region" aria-label="What is chosen"></div>
      </div>
      ${key(tree)}
    </div>
    <noscript><p class="quiet">The map needs the page's script; the table below does without.</p></noscript>
    ${pageData('tree', JSON.stringify(tree))}`;
}

const tones = [
  ['crate', 'crates'],
  ['sysroot', 'comes with the compiler'],
  ['no_crate', 'C, exports, shims'],
  ['unattributed', 'unattributed'],
  ['data', 'data'],
  ['core_sections', 'other sections'],
  ['custom_sections', 'custom sections'],
  ['wrapper', 'component'],
  ['grew', 'grew (+)'],
  ['shrank', 'shrank (\u2212)'],
] as const;

/** What the colours of this very file mean. */
function key({ shipped, unoptimized, changes }: TreeJson): Markup {
  const programs = unoptimized === null ? [shipped] : [shipped, unoptimized];
  const there = new Set<string>([
    ...programs.flatMap(({ owners, parts }) => [
      ...owners.map(({ kind }) => kind),
      ...Object.entries(parts).flatMap(([part, leaves]) => (leaves.length > 0 ? part : [])),
    ]),
    ...(changes === null ? [] : ['grew', 'shrank']),
  ]);
  return html`<ul class="key" aria-label="Key">
    ${tones
      .filter(([tone]) => there.has(tone))
      .map(([tone, text]) => html`<li><span class="swatch tone-${tone}"></span>${text}</li>`)}
  </ul>`;
}

/** A choice between what there is; none where there is one thing alone. */
function choice(
  name: string,
  legend: string,
  options: readonly (readonly [value: string, text: string])[],
): Part {
  if (options.length < 2) return null;
  const on = new Markup(' checked');
  return html`<fieldset>
    <legend class="sr">${legend}</legend>
    ${options.map(
      ([value, text], index) =>
        html`<label
          ><input type="radio" name="${name}" value="${value}" ${index === 0 ? on : null} /><span
            >${text}</span
          ></label
        >`,
    )}
  </fieldset>`;
}

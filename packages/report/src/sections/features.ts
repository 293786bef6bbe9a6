import type { FeaturesJson } from '@wasmgate/contracts/features';
import { chip, type Tone } from '../page/chip.ts';
import { html, type Markup, type Part } from '../page/html.ts';
import type { Section } from '../page/section.ts';
import type { Reports } from '../reports/reports.ts';

type Group = FeaturesJson['groups'][number];
type Evidence = Group['evidence'][number];

/** Verdict, evidence and path of each group of excluded features; of a file that has none, what it was seen to use. */
export function features({ features: report, check }: Reports): Section | null {
  const found = check?.features ?? [];
  if (report === null && found.length === 0) return null;
  return {
    id: 'features',
    title: 'Features',
    body: [report && excluded(report), found.length > 0 ? used(found) : null],
  };
}

function excluded({ groups, evidence_levels, exceptions = [] }: FeaturesJson): Part {
  if (groups.length === 0) return html`<p class="quiet">No group of features is excluded.</p>`;
  return html`<p class="lead">Looked for in ${evidence_levels.join(', ')}.</p>
    <table class="features">
      <thead>
        <tr>
          <th scope="col">excluded</th>
          <th scope="col">verdict</th>
          <th scope="col">how it is known</th>
        </tr>
      </thead>
      <tbody>
        ${groups.map(groupRow)}
      </tbody>
    </table>
    ${
      exceptions.length === 0
        ? null
        : html`<h3>Exceptions</h3>
            <ul>
              ${exceptions.map(
                ({ group, match, reason, owner, expires, used: count }) =>
                  html`<li>
                    <code>${match}</code> in ${group}, for ${count} pieces of
                    evidence${reason === undefined ? null : html`: ${reason}`}${owner === undefined ? null : html` (${owner})`}${expires === undefined ? null : html`, until ${expires}`}
                  </li>`,
              )}
            </ul>`
    }`;
}

function groupRow(group: Group): Markup {
  const {
    name,
    verdict,
    level,
    fails,
    reason,
    instead,
    answers = [],
    missing,
    evidence,
    evidence_count,
  } = group;
  const tone: Tone = fails ? 'bad' : verdict.startsWith('absent') ? 'good' : 'warn';
  const left = (evidence_count ?? evidence.length) - evidence.length;
  return html`<tr>
    <th scope="row">
      ${name}${reason === undefined ? null : html`<span class="note">${reason}</span>`}${instead === undefined ? null : html`<span class="note">instead: ${instead}</span>`}
    </th>
    <td>${chip(tone, verdict.replaceAll('_', ' '))}</td>
    <td>
      ${
        answers.length === 0
          ? level
          : answers
              .map((one) => `${one.rules} ${said[one.verdict]}${one.level === null ? '' : ` ${one.level}`}`)
              .join(' · ')
      }${missing.length === 0 ? null : html`<span class="note">was not to be had: ${missing.join(', ')}</span>`}${
        evidence.length === 0
          ? null
          : html`<ul class="evidence">
              ${evidence.map(evidenceItem)}${left > 0 ? html`<li>and ${left} more</li>` : null}
            </ul>`
      }
    </td>
  </tr>`;
}

/** How a verdict stands before the level that it rests on. */
const said = {
  absent_proven: 'proven absent by',
  absent_by_evidence: 'not found in',
  present_reachable: 'reachable, by',
  present_retained: 'kept, by',
  mentioned_only: 'mentioned in',
  inconclusive: 'inconclusive',
} as const satisfies Record<Group['verdict'], string>;

function evidenceItem({
  source,
  matched,
  text,
  where,
  reach,
  via = [],
  certain,
  exception,
}: Evidence): Markup {
  return html`<li>
    <span class="kind">${source}</span> <code class="name">${text}</code>
    <span class="note"
      >by the rule ${matched},
      ${where}${reach === undefined ? null : html`, ${reach}`}${exception === undefined ? null : ', excepted'}</span
    >${via.length === 0 ? null : pathMarkup(via, certain !== false)}
  </li>`;
}

/** A call path, from the export inwards. */
function pathMarkup(steps: readonly string[], isCertain: boolean): Markup {
  return html`<ol
    class="path"
    aria-label="call path from an export${isCertain ? '' : ', of which a step may not be taken'}"
  >
    ${steps.map((step) => html`<li><code class="name">${step}</code></li>`)}
  </ol>`;
}

function used(found: NonNullable<Reports['check']>['features']): Markup {
  return html`<h3>What it uses</h3>
    <p class="lead">As its imports and names show it. Listed, not judged.</p>
    <dl class="facts">
      ${found.map(
        ({ name, evidence, evidence_count }) =>
          html`<div>
            <dt>${name}</dt>
            <dd>
              ${evidence.slice(0, 3).map(({ text }) => html`<code class="name">${text}</code> `)}${evidence_count > 3 ? html`<span class="note">${evidence_count - 3} more</span>` : null}
            </dd>
          </div>`,
      )}
    </dl>`;
}

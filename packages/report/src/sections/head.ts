import type { Finding } from '@wasmgate/contracts/finding';
import { findingFix, findingText, formatBytes } from '@wasmgate/words';
import { chip } from '../page/chip.ts';
import { html, type Markup } from '../page/html.ts';
import { outcomeOf, type Outcome } from '../reports/failures.ts';
import type { Reports } from '../reports/reports.ts';
import { changed } from './changed.ts';
import { numbers } from './numbers.ts';

/** Failures that the first screen holds; the rest is counted. */
const MAX_FAILURES = 50;

/** What an outcome is called. */
export const verdictWords = {
  pass: ['good', 'pass'],
  fail: ['bad', 'fail'],
  open: ['plain', 'held to no limit'],
} as const satisfies Record<Outcome['verdict'], readonly [string, string]>;

/** The first screen: verdict, what is wrong, the numbers that matter, what changed. */
export function head(reports: Reports): Markup {
  const outcome = outcomeOf(reports);
  const [tone, word] = verdictWords[outcome.verdict];
  return html`<div class="title">
      <h1>${reports.name}</h1>
      ${chip(tone, word)}${counts(reports)}
    </div>
    <p class="what">${whatItIs(reports)}</p>
    ${problems(outcome, reports.name)}
    <div class="top">
      <div>${numbers(reports)}</div>
      <div>${changed(reports)}</div>
    </div>`;
}

function counts({ regression }: Reports): Markup | null {
  if (regression === null) return null;
  const { gated, failed, listed, not_comparable } = regression.counts;
  const parts = [
    `${gated} gated`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(not_comparable > 0 ? [`${not_comparable} not comparable`] : []),
    `${listed} listed`,
  ];
  return html`<span class="counts">${parts.join(' · ')}</span>`;
}

/** One line on the file, in the words of whichever report knows it. */
function whatItIs({ build, size, check }: Reports): string {
  const kind = (size?.kind ?? build?.kind) === 'component' ? 'component' : 'core module';
  const by = check?.made_by.slice(0, 4).map(({ name, version }) => `${name} ${version}`.trim()) ?? [];
  return [
    `WebAssembly ${kind}`,
    ...(build === null ? [] : [`for ${build.wasm_target}`, `allocator ${build.wasm_allocator}`]),
    ...(size === null ? [] : [formatBytes(size.raw_bytes)]),
    ...(by.length === 0 ? [] : [`made by ${by.join(', ')}`]),
    ...(size === null ? [] : [`sha256 ${size.artifact_sha256.slice(0, 16)}`]),
  ].join(' · ');
}

/** Everything that is wrong, with the command that explains, fixes or accepts it; null when nothing is. */
export function problems({ failures, warnings }: Outcome, subject: string): Markup | null {
  if (failures.length + warnings.length === 0) return null;
  const item = (tone: 'bad' | 'warn', report: string, said: Pick<Finding, 'code' | 'args' | 'path'>) =>
    html`<li class="${tone}">
      <p>
        ${chip(tone, report)}
        ${findingText(said as Finding)}${
          said.path === undefined ? null : html` <span class="where">${said.path}</span>`
        }
      </p>
      <p class="fix">fix: ${findingFix(said as Finding, subject)}</p>
    </li>`;
  const shown = [
    ...failures.map((failure) => item('bad', failure.report, failure)),
    ...warnings.map((warning) => item('warn', 'warning', warning)),
  ];
  const left = shown.length - MAX_FAILURES;
  return html`<ul class="problems">
    ${shown.slice(0, MAX_FAILURES)}${left > 0 ? html`<li>and ${left} more</li>` : null}
  </ul>`;
}

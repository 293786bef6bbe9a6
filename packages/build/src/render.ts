import { cell, renderTable, type Screen } from '@wasmgate/cli-kit';
import { findingFix, findingText, formatBytes } from '@wasmgate/words';
import { basisText } from '@wasmgate/contracts/basis';
import { printable } from '@wasmgate/contracts/printable';
import type { BuildJson } from '@wasmgate/contracts/build';
import type { Stages } from './stages/derive-stages.ts';

const descriptions = {
  linked: 'core module from the linker, with names',
  named: 'core module after wasm-opt, with names',
  unoptimized: 'what would ship without wasm-opt',
  shipped: 'what ships',
} as const satisfies Record<keyof BuildJson['artifacts'], string>;

/** The report as a table of the four artifacts, and what was found. */
export function renderBuild(report: BuildJson, { paint, columns }: Screen): string {
  const { subject, kind, crate, prebuilt, artifacts, wasm_allocator: allocator } = report;
  const names = Object.keys(descriptions) as (keyof typeof descriptions)[];
  const source =
    crate === null
      ? cell(prebuilt ?? 'a prebuilt file')
      : `${cell(crate.name)} ${cell(crate.version)}, ${cell(crate.profile)}, allocator ${allocator}`;
  const lines = [
    `${paint('strong', cell(subject))}: ${cell(report.wasm_target)}, ${kind} of ${source}`,
    renderTable(
      [
        { head: 'artifact' },
        { head: 'bytes', align: 'right' },
        { head: 'sha256' },
        { head: 'what', long: 'wrap' },
      ],
      names.map((name) => [
        name,
        formatBytes(artifacts[name].bytes),
        artifacts[name].sha256.slice(0, 12),
        paint('dim', descriptions[name]),
      ]),
      columns,
    ),
    `exports ${report.exports.map((name) => cell(name)).join(', ') || 'nothing'}`,
    paint('dim', cell(basisText(report.basis), 300)),
  ];
  for (const finding of report.findings) {
    const tone = finding.severity === 'violation' ? 'bad' : 'warn';
    lines.push(paint(tone, findingText(finding)), `  fix: ${findingFix(finding, subject)}`);
  }
  return lines.join('\n');
}

/** What a trial made, as a table of the files. */
export function renderTrial(
  subject: string,
  settings: readonly string[],
  { folder, stages }: { readonly folder: string; readonly stages: Stages },
  { paint, columns }: Screen,
): string {
  const names = Object.keys(descriptions) as (keyof typeof descriptions)[];
  const how = settings.length === 0 ? 'its own settings' : settings.map((one) => printable(one)).join(', ');
  return [
    `${paint('strong', cell(subject))}: tried with ${how}`,
    renderTable(
      [{ head: 'file' }, { head: 'bytes', align: 'right' }, { head: 'what', long: 'wrap' }],
      names.map((name) => [
        `${name}.wasm`,
        formatBytes(stages[name].length),
        paint('dim', descriptions[name]),
      ]),
      columns,
    ),
    `in ${folder}`,
  ].join('\n');
}

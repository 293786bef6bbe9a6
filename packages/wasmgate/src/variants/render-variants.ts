import { cell, renderTable, type Screen } from '@wasmgate/cli-kit';
import { metricOf, type MetricName } from '@wasmgate/contracts/metrics';
import { formatMs, formatPct } from '@wasmgate/words';
import { figures } from './figures.ts';
import type { Compared, Family, Member } from './member.ts';

const MAX_NAME = 40;

/** A table of a family, and what wins at what in words. */
export function renderVariants(family: Family, { columns: width }: Screen): string {
  const columns = [
    { head: '', long: 'above' as const },
    ...family.map(({ name }) => ({ head: cell(name, MAX_NAME), align: 'right' as const })),
  ];
  const exact = figures
    .map(({ label, of, format }) => [
      label,
      ...family.map((member) => {
        const value = of(member);
        return value === null ? '-' : format(value);
      }),
    ])
    .filter(([, ...cells]) => cells.some((text) => text !== '-'));
  const starts = comparedNames(family).map((name) => [
    wordsOf(name),
    ...family.map((member, index) => startCell(member, index, name, family)),
  ]);
  const rows = [['allocator', ...family.map(({ allocator }) => allocator)], ...exact, ...starts];
  return `${renderTable(columns, rows, width)}\n\n${conclusions(family).join('\n')}`;
}

/** Sentences that follow from the figures alone. */
export function conclusions(family: Family): string[] {
  const [first] = family;
  const exact = figures.flatMap(({ label, least, of, format }) => {
    const values = family.flatMap((member) => {
      const value = of(member);
      return value === null ? [] : [{ member, value }];
    });
    if (values.length < family.length) return [];
    const best = Math.min(...values.map(({ value }) => value));
    const winners = values.filter(({ value }) => value === best);
    if (winners.length === family.length) return [`${label}: the same, ${format(best)}`];
    const names = winners.map(({ member }) => cell(member.name, MAX_NAME)).join(' and ');
    const own = of(first);
    const change = own === null || own === 0 || own === best ? '' : `, ${formatPct((best / own - 1) * 100)}`;
    return [`${least}: ${names} with ${format(best)}${change}`];
  });
  return [...exact, ...comparedNames(family).map((name) => startConclusion(name, family))];
}

const comparedNames = ([, ...variants]: Family): MetricName[] => [
  ...new Set(variants.flatMap(({ starts }) => [...(starts?.keys() ?? [])])),
];

const wordsOf = (name: MetricName): string => {
  const allocator = name.includes('_pooling_') ? 'pooling' : 'on-demand';
  return name.startsWith('wasm_cold') ? `cold start, ${allocator}` : `instantiating again, ${allocator}`;
};

function startCell(member: Member, index: number, name: MetricName, family: Family): string {
  if (index === 0) {
    // Each variant was measured beside it; they agree but for what the machine did meanwhile.
    const measured = family.flatMap(({ starts }) => starts?.get(name)?.baseline_ms ?? []);
    return measured.length === 0 ? '-' : formatMs(Math.min(...measured));
  }
  const compared = member.starts?.get(name);
  if (compared === undefined || compared.head_ms === null) return '-';
  return `${formatMs(compared.head_ms)} (${changeOf(compared)})`;
}

function changeOf({ status, ratio }: Compared): string {
  if (status === 'pass' || status === 'identical') return 'same';
  return status === 'unproven' ? '?' : formatPct((ratio - 1) * 100);
}

function startConclusion(name: MetricName, [first, ...variants]: Family): string {
  const found = variants.flatMap((member) => {
    const compared = member.starts?.get(name);
    if (compared === undefined || !['improved', 'regressed'].includes(compared.status)) return [];
    const word = compared.status === 'improved' ? 'faster' : 'slower';
    return [`${cell(member.name, MAX_NAME)} is ${word} (${formatPct((compared.ratio - 1) * 100)})`];
  });
  const unproven = variants.some((member) => member.starts?.get(name)?.status === 'unproven');
  const rest = unproven ? 'the machine was too noisy to say' : 'no difference was found';
  const against = `than ${cell(first.name, MAX_NAME)}`;
  return `${wordsOf(name)}: ${found.length === 0 ? rest : `${found.join(', ')} ${against}`}`;
}

/** Whether a metric has a name that this table knows. */
export const isStart = (name: string): name is MetricName =>
  metricOf(name)?.kind === 'timed' && name.startsWith('wasm_');

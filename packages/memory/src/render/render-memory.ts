import { cell, renderTable, type Screen } from '@wasmgate/cli-kit';
import type { MemoryJson } from '@wasmgate/contracts/memory';
import { printable } from '@wasmgate/contracts/printable';
import { findingText, formatBytes } from '@wasmgate/words';

type Figures = NonNullable<MemoryJson['figures']>;

/** Functions of each phase that are named. */
const MOST_FUNCTIONS = 5;

/** The report as text for people. */
export function renderMemory(report: MemoryJson, { paint, columns }: Screen): string {
  const { subject, artifact, kind, figures, findings, off, stub_imports } = report;
  const name = paint('strong', printable(subject ?? artifact));
  return [
    `${name}  ${kind === 'module' ? 'core module' : 'component'}, ${off === null ? stageText(figures) : `not counted: ${printable(off, 200)}`}${stub_imports ? ', with stubs for all imports' : ''}`,
    ...(figures === null
      ? []
      : [
          '',
          phaseTable(figures, columns),
          '',
          sizesTable(figures, columns),
          ...askedBlocks(figures, columns),
          ...tail(report, figures),
        ]),
    ...findings.map((found) => paint(found.severity === 'violation' ? 'bad' : 'warn', findingText(found))),
  ].join('\n');
}

function stageText(figures: Figures | null): string {
  if (figures === null) return 'inconclusive';
  const others = {
    same: ', as before it was optimized',
    differs: ', other than before it was optimized',
    inconclusive: '',
    none: '',
  } as const;
  const stage = figures.stage === 'shipped' ? 'counted in what ships' : 'counted before it is optimized';
  return `${stage}${figures.stage === 'shipped' ? others[figures.other_stage] : ''}`;
}

const right = (head: string) => ({ head, align: 'right' as const });
const numberText = (value: number): string => value.toLocaleString('en-US');

/** How often each phase asks, and for how much. */
function phaseTable({ phases }: Figures, columns: number | null): string {
  return renderTable(
    [
      { head: 'phase', long: 'cut' },
      ...['allocs', 'reallocs', 'frees', 'bytes', 'live', 'peak', 'pages'].map(right),
    ],
    phases.map((phase) => [
      cell(phase.phase, 40),
      ...[
        phase.allocations,
        phase.reallocations,
        phase.frees,
        phase.allocated_bytes,
        phase.live_bytes,
        phase.peak_live_bytes,
        phase.pages,
      ].map(numberText),
    ]),
    columns,
  );
}

/** How large the pieces are that each phase asks for. */
function sizesTable({ phases }: Figures, columns: number | null): string {
  return renderTable(
    [
      { head: 'pieces of', long: 'cut' },
      ...['<= 64 B', '<= 256 B', '<= 1,024 B', '<= 4,096 B', 'more'].map(right),
    ],
    phases.map((phase) => [cell(phase.phase, 40), ...Object.values(phase.by_size).map(numberText)]),
    columns,
  );
}

/** Who asked, in each phase that asked for anything. */
function askedBlocks({ phases }: Figures, columns: number | null): string[] {
  return phases
    .filter(({ functions }) => functions.length > 0)
    .flatMap(({ phase, functions }) => {
      const shown = functions.slice(0, MOST_FUNCTIONS);
      const more = functions.length - shown.length;
      const rows = shown.map((one) => [
        numberText(one.bytes),
        numberText(one.allocations),
        cell(one.function ?? 'the host', 300),
      ]);
      if (more > 0) rows.push(['', '', `(${more} more)`]);
      const through = { head: `${printable(phase, 60)} asks through`, long: 'cut' as const };
      return ['', renderTable([right('bytes'), right('allocs'), through], rows, columns)];
    });
}

function tail(
  { data_bytes, stack_bytes }: MemoryJson,
  { leaks, workload, phases, allocators }: Figures,
): string[] {
  const waste = phases.at(-1)?.waste_bytes ?? null;
  const held = waste === null ? '' : `, ${formatBytes(waste)} of the heap held and not live`;
  const stack = stack_bytes === null ? '' : `, stack ${formatBytes(stack_bytes)}`;
  const leaking = leaks.filter(({ leaked_bytes_per_call }) => leaked_bytes_per_call > 0);
  return [
    '',
    `allocators: ${allocators.map(({ allocator }) => cell(allocator, 40)).join(', ')}; data ${formatBytes(data_bytes)}${stack}${held}`,
    ...(workload === null
      ? ['no mixed workload: no allocator of the module can be called from outside']
      : [
          `${workload.allocations.toLocaleString('en')} mixed allocations of ${cell(workload.allocator, 40)}: peak ${formatBytes(workload.peak_live_bytes)} live in ${formatBytes(workload.span_bytes)}, ${workload.fragmentation_pct} % fragmentation`,
        ]),
    ...(leaks.length > 0 && leaking.length === 0
      ? [`no leak: ${leaks[0]?.calls} calls of each leave what twice as many do`]
      : leaking.flatMap(({ invocation, leaked_bytes_per_call, reason }) =>
          reason === null
            ? []
            : [
                `${printable(invocation, 60)} leaves ${leaked_bytes_per_call} B a call, and may: ${printable(reason, 120)}`,
              ],
        )),
  ];
}

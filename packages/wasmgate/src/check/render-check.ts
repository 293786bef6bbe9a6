import { wrap, type Paint, type Screen } from '@wasmgate/cli-kit';
import type { CheckJson } from '@wasmgate/contracts/check';
import { engineText } from '@wasmgate/contracts/engine';
import { printable } from '@wasmgate/contracts/printable';
import type { StartupJson } from '@wasmgate/contracts/startup';
import { findingText, formatMs } from '@wasmgate/words';
import { againstLines } from './render-against.ts';
import { sizeLines } from './render-size.ts';

/** Where nothing says how wide it may be. */
const COLUMNS = 80;
const LABEL = 10;
const INDENT = ' '.repeat(LABEL);
/** Names that a line holds; the rest is counted. */
const MAX_NAMES = 6;
/** Characters of a name in a line. */
const NAME = 60;

/** The report as one screen: what matters first, then what it is made of, then the verdict. `path` is how the file was named. */
export function renderCheck(report: CheckJson, path: string, { paint, columns }: Screen): string {
  const file = printable(path);
  const width = columns ?? COLUMNS;
  const { against, startup, startup_missing, exports } = report;
  const offered = exports.items.map(({ name }) => name);
  const isStarted = startup !== null && startup_missing === null;
  const block = (label: string, lines: readonly string[]): string[] => {
    const [first = '', ...others] = lines.flatMap((line) => wrapped(line, width - LABEL));
    return [`${paint('strong', label.padEnd(LABEL))}${first}`, ...others.map((line) => `${INDENT}${line}`)];
  };
  return [
    heading(report, width, paint),
    '',
    ...block('size', sizeLines(report.size)),
    ...block('imports', importLines(report, width)),
    ...block('exports', [list(exports.count, offered)]),
    ...block('features', featureLines(report, width)),
    ...block('start', isStarted ? startLines(startup) : [missingStart(report, file, paint)]),
    ...(against === null ? [] : block('against', againstLines(report, against))),
    '',
    ...verdictLines(report, file, paint),
  ].join('\n');
}

const wrapped = (text: string, columns: number, indent = ''): string[] =>
  wrap(text, columns, indent).split('\n');

function heading({ artifact, kind, made_by }: CheckJson, width: number, paint: Paint): string {
  const tools = made_by.slice(0, MAX_NAMES).map(({ name, version }) => {
    const [number = ''] = version.split(' ');
    return printable(number === '' ? name : `${name} ${number}`, NAME);
  });
  const by = tools.length === 0 ? '' : `, made by ${[...new Set(tools)].join(', ')}`;
  const name = printable(artifact, NAME);
  const text = `${name}  ${kind === 'module' ? 'core module' : 'component'}${by}`;
  return wrapped(text, width, '  ').join('\n').replace(name, paint('strong', name));
}

/** How many there are, and the first of them. */
function list(count: number, names: readonly string[]): string {
  if (count === 0) return 'none';
  const shown = names.slice(0, MAX_NAMES).map((name) => printable(name, NAME));
  return `${count}: ${shown.join(', ')}${count > shown.length ? `, ${count - shown.length} more` : ''}`;
}

/** Of a component its interfaces; of a module a line for each module that it imports from. */
function importLines({ kind, imports: { count, modules } }: CheckJson, width: number): string[] {
  if (kind === 'component' || count === 0) {
    return [
      list(
        count,
        modules.map(({ name }) => name),
      ),
    ];
  }
  const shown = modules
    .slice(0, MAX_NAMES)
    .map(({ name, names, count: own }) => printable(`${own} of ${name}: ${names.join(', ')}`, width - LABEL));
  return modules.length > MAX_NAMES ? [...shown, `${modules.length - MAX_NAMES} more modules`] : shown;
}

function featureLines({ features, wasm_features }: CheckJson, columns: number): string[] {
  const width = Math.max(0, ...features.map(({ name }) => name.length));
  const found = features.map(({ name, evidence: [first], evidence_count }) => {
    const more = evidence_count > 1 ? `, ${evidence_count - 1} more` : '';
    const room = columns - LABEL - width - 2 - more.length;
    return `${name.padEnd(width)}  ${printable(first?.text ?? '', room)}${more}`;
  });
  const proposals = wasm_features.length === 0 ? [] : [`WebAssembly beyond 1.0: ${wasm_features.join(', ')}`];
  return found.length + proposals.length === 0
    ? ['none that its imports and names show']
    : [...found, ...proposals];
}

function startLines({ allocators, engine, shape, stub_imports }: StartupJson): string[] {
  const { cold, cold_aot, warm_start } = allocators.on_demand ?? {};
  const figures = [
    ...(cold ? [`cold ${formatMs(cold.total_ms.p50_ms)}, compiling included`] : []),
    ...(cold_aot ? [`${formatMs(cold_aot.total_ms.p50_ms)} from a .cwasm`] : []),
    ...(warm_start ? [`${formatMs(warm_start.p50_ms)} again`] : []),
  ];
  const stubs = stub_imports === true ? `, ${engine.name === 'v8' ? 'all' : 'missing'} imports stubbed` : '';
  const processes = [cold, cold_aot].flatMap((start) => start?.processes ?? []).join(' + ');
  return [
    figures.join('; '),
    `${shape}, ${printable(engineText(engine))}, ${processes} fresh processes${stubs}`,
  ];
}

function missingStart({ startup, startup_missing }: CheckJson, file: string, paint: Paint): string {
  const codes = new Set(startup?.findings.map(({ code }) => code));
  const hints = [
    ...(codes.has('import_missing') && startup?.stub_imports !== true ? ['; try --stub-imports'] : []),
    ...(codes.has('guest_timeout') ? [`; with more time: npx wasmgate startup ${file}`] : []),
  ];
  return paint('warn', `not measured: ${printable(startup_missing ?? '')}${hints.join('')}`);
}

function verdictLines({ failures, against, excluded }: CheckJson, file: string, paint: Paint): string[] {
  if (failures.length > 0) {
    return [
      paint('bad', 'fail'),
      ...failures.flatMap((failure) => [
        `  ${findingText(failure)}`,
        `    npx wasmgate explain ${failure.code}`,
      ]),
    ];
  }
  if (against !== null || excluded !== null) return [paint('good', 'pass')];
  return ['held to nothing; whether it got worse:', `  npx wasmgate check ${file} --against OLD.wasm`];
}

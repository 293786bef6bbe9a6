import { join } from 'node:path';
import { checkReport, type CheckJson } from '@wasmgate/contracts/check';
import { failureText, runProcess } from '@wasmgate/process';
import { formatBytes, formatMs } from '@wasmgate/words';

const wasmgate = join(import.meta.dirname, '../../packages/wasmgate/bin.js');

/** A module, what `wasmgate check` said of it, and how long that took, whole process. */
export interface ModuleCheck {
  readonly language: string;
  readonly report: CheckJson;
  readonly seconds: number;
}

/** Checks a module as a user does. */
export async function checkModule(file: string): Promise<Omit<ModuleCheck, 'language'>> {
  const result = await runProcess({
    file: process.execPath,
    args: [wasmgate, 'check', file, '--stub-imports', '--json'],
    env: process.env,
  });
  if (!result.ok) throw new Error(`wasmgate check ${file} ${failureText(result)}\n${result.stderr}`);
  return {
    report: checkReport.check(file, JSON.parse(result.stdout)),
    seconds: result.durationNs / 1e9,
  };
}

/** Owners that a row names. */
const MAX_OWNERS = 3;

/** A Markdown table, a row a module. */
export function checksTable(checks: readonly ModuleCheck[]): string {
  const rows = checks.map(({ language, report, seconds }) => [
    report.artifact,
    language,
    formatBytes(report.size.raw_bytes),
    ownersText(report),
    startText(report),
    `${seconds.toFixed(1)} s`,
  ]);
  const head = ['module', 'language', 'bytes', 'whose code', 'start', 'time of check'];
  const line = ['---', '---', '---:', '---', '---', '---:'];
  return [head, line, ...rows].map((cells) => `| ${cells.map(cellText).join(' | ')} |`).join('\n');
}

/** The largest owners, or that there are no names. */
function ownersText({ size: { breakdown } }: CheckJson): string {
  const owners = breakdown?.crates.items.flatMap(({ crate }) => crate ?? []) ?? [];
  if (owners.length > 0) return owners.slice(0, MAX_OWNERS).join(', ');
  return breakdown?.attribution.source === 'none' ? 'no names' : 'names without owners';
}

function startText({ startup, startup_missing }: CheckJson): string {
  if (startup === null || startup_missing !== null) return `no: ${startup_missing ?? ''}`;
  const { cold_start_ms: cold, cold_aot_ms: aot, engine } = startup;
  if (cold === null) return '?';
  // V8 has no file of compiled code that starts.
  return aot === null
    ? `${formatMs(cold)} in ${engine.name}`
    : `${formatMs(cold)}, ${formatMs(aot)} from a .cwasm`;
}

/** Names may hold what ends a cell. */
const cellText = (text: string): string => text.replaceAll('\n', ' ').replaceAll('|', String.raw`\|`);

import { cell, type Paint } from '@wasmgate/cli-kit';
import { printable } from '@wasmgate/contracts/printable';
import type { FeaturesJson } from '@wasmgate/contracts/features';

/** The exceptions that are in use, each with its owner and its last day; and what is demanded, when anything is. */
export function exceptionLines(report: FeaturesJson, paint: Paint): string[] {
  const { exceptions = [], required = [] } = report;
  const used = exceptions.filter((exception) => exception.used > 0);
  const lines = used.map((exception) => {
    const { group, match, reason = '', owner = '', expires = '', ended = false } = exception;
    const what = `${cell(group, 30)}: ${cell(match, 60)}`;
    const whose = `owner ${cell(owner, 40)}, ${ended ? 'EXPIRED on' : 'until'} ${expires}`;
    return paint(ended ? 'bad' : 'warn', `exception in ${what} (${whose}): ${printable(reason, 120)}`);
  });
  const missing = required.filter(({ found }) => found === 0).length;
  if (required.length === 0) return lines;
  const text = `${required.length} required exports and imports, ${missing === 0 ? 'all there' : `${missing} missing`}`;
  return [...lines, missing === 0 ? text : paint('bad', text)];
}

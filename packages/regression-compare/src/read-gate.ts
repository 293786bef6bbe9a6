import { readSettings, type BinContext } from '@wasmgate/cli-kit';
import { dayOf } from '@wasmgate/contracts/judge-exceptions';
import { demandedExports } from '@wasmgate/contracts/exports';
import { gateSettings, gateSettingsOf, type GateSettings } from '@wasmgate/contracts/settings/gate';
import type { SubjectFolder } from '@wasmgate/contracts/workspace';

/** The subject in the current folder, and the limits of its gate. Errors (exit 2): no subject here, or a damaged file. */
export function readGate(context: Pick<BinContext, 'io'>): { subject: SubjectFolder; gate: GateSettings } {
  const today = dayOf(context.io.now());
  const source = {
    read: gateSettings.read,
    derive: (subject: Parameters<typeof gateSettingsOf>[0]) => gateSettingsOf(subject, today),
  };
  const { subject, settings } = readSettings(source, context);
  return { subject, gate: settings };
}

/** Whether wasmgate.json demands or excludes anything, so that more than figures gates the subject. */
export const hasRules = ({ groups, required, config }: GateSettings): boolean =>
  groups.length > 0 || required !== undefined || demandedExports(config.exports).length > 0;

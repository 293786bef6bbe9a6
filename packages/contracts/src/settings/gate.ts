import type { SettingsGateJson } from '../generated/settings-gate.ts';
import { validate } from '../generated/settings-gate.validate.js';
import { defineReport, type Report } from '../report.ts';
import type { Subject } from '../subject.ts';
import { defined } from './defined.ts';

/** What the tasks regression-compare and verify are told. */
export type GateSettings = SettingsGateJson;

/** Its file, which the task settings writes. */
export const gateSettings: Report<GateSettings> = defineReport<GateSettings>(
  'settings/gate.json',
  'settings',
  validate,
);

/** The slice of the tasks of the gate. `today` decides which exceptions have ended: `2027-01-31`, in UTC. */
export function gateSettingsOf({ name, config }: Subject, today: string): GateSettings {
  const { budgets, policy, exports, invoke, native, startup, memory } = config;
  const { groups = [], required, exceptions = [] } = config.features ?? {};
  return {
    schema_version: 1,
    subject: name,
    config: defined({
      budgets,
      policy,
      exports,
      invoke,
      native,
      startup,
      // What may leak changes nothing here; that nothing is counted does.
      memory: memory?.off === undefined ? undefined : { off: memory.off },
    }),
    groups: groups.map((group) => group.name),
    ...defined({ required }),
    // The day that an exception names is the last on which it counts.
    exceptions: exceptions.map((exception) => ({ ...exception, ended: exception.expires < today })),
  };
}

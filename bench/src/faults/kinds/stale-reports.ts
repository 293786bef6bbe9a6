import { readFileSync, writeFileSync } from 'node:fs';
import { subjectPath, type Clone } from '../clone.ts';
import type { FaultKind, Trial } from '../fault-kind.ts';
import { afterwards, endProblems } from '../recovery.ts';

type Json = Record<string, unknown>;

/** An edit of a JSON file of the subject that makes the gate's question or a report's answer another one. */
interface Edit {
  readonly row: string;
  readonly file: string;
  readonly change: (json: Json) => Json;
}

const CONFIG = 'wasmgate.json';
const reports = (name: string): string => `target/wasm-bench/${name}.json`;
const plus = (list: unknown, ...more: unknown[]): unknown[] => [...(list as unknown[]), ...more];

const EDITS: readonly Edit[] = [
  {
    row: 'a feature group is added to wasmgate.json',
    file: CONFIG,
    change: (json) => ({
      ...json,
      features: {
        groups: plus((json['features'] as Json)['groups'], {
          name: 'core',
          crates: ['core'],
          reason: 'to be found by nobody who looks at an old report',
        }),
      },
    }),
  },
  {
    row: 'a required export is added to wasmgate.json',
    file: CONFIG,
    change: (json) => ({ ...json, exports: plus(json['exports'], 'not_there') }),
  },
  {
    row: 'an invocation is added to wasmgate.json',
    file: CONFIG,
    change: (json) => ({ ...json, invoke: plus(json['invoke'], 'checksum(1, 2)') }),
  },
  { row: 'features.json is emptied', file: reports('features'), change: (json) => ({ ...json, groups: [] }) },
  {
    row: 'regression.json is emptied',
    file: reports('regression'),
    change: (json) => ({ ...json, metrics: [] }),
  },
  {
    row: 'startup.json answers other settings',
    file: reports('startup'),
    change: (json) => ({ ...json, settings_sha256: '0'.repeat(64) }),
  },
];

/** The gate is asked by hand, with reports that answer another question. */
export const staleReports: FaultKind = {
  name: 'stale reports',
  expected: 'exit 2, which report is stale and the task that renews it; green after a `verify`',
  obstacle: () => null,
  trials: ({ clone }) => EDITS.map((edit) => trial(clone, edit)),
};

function trial(clone: Clone, { row, file, change }: Edit): Trial {
  return {
    row,
    id: row,
    run: async () => {
      const path = subjectPath(clone, file);
      const before = readFileSync(path, 'utf8');
      writeFileSync(path, JSON.stringify(change(JSON.parse(before) as Json)));
      const ended = await clone.run([clone.path('node_modules/.bin/wasm-verify')], {
        cwd: subjectPath(clone),
      });
      if (file === CONFIG) writeFileSync(path, before);
      return {
        did: 'wasm-verify by hand',
        problems: [...endProblems(ended, { exit: 2, says: [/is stale/] }), ...(await afterwards(clone))],
      };
    },
  };
}

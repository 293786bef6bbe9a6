import { seededRandom } from '@wasmgate/paired';
import { SMALL_SUBJECT } from '../clone.ts';
import type { FaultKind, Trial } from '../fault-kind.ts';
import { strike } from '../strike.ts';
import { moment } from './kills.ts';

const SIGNALS = { SIGINT: 'Ctrl-C (SIGINT)', SIGTERM: 'SIGTERM', SIGHUP: 'SIGHUP' } as const;
/** Of each signal. */
const TIMES = 5;

/** Asked to end, as by a terminal that is told to or that is closed. */
export const signals: FaultKind = {
  name: 'signals',
  expected: 'nothing runs after 3 s, no report is torn, the next `verify` is green',
  obstacle: () => (process.platform === 'linux' ? null : 'needs /proc'),
  trials: (site) =>
    (Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]).flatMap((signal, kind) =>
      Array.from({ length: TIMES }, (_, index): Trial => {
        const random = seededRandom(site.seed * 100_003 + 50_000 + kind * 1000 + index);
        return {
          row: `${SIGNALS[signal]} to turbo's process group`,
          id: `${site.seed}/${signal}/${index}`,
          run: () =>
            strike(site, { victim: 'group', signal, ...moment(site, SMALL_SUBJECT, random) }, random),
        };
      }),
    ),
};

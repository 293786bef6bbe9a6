import type { FaultKind } from '../fault-kind.ts';
import { brokenDownload } from './broken-download.ts';
import { clock } from './clock.ts';
import { deniedWrites } from './denied-writes.ts';
import { fullDisk } from './full-disk.ts';
import { kills } from './kills.ts';
import { noNetwork } from './no-network.ts';
import { signals } from './signals.ts';
import { staleReports } from './stale-reports.ts';
import { twoAtOnce } from './two-at-once.ts';

/** Every kind of fault, in the order of the table. */
export const faultKinds: readonly FaultKind[] = [
  kills,
  signals,
  twoAtOnce,
  fullDisk,
  brokenDownload,
  deniedWrites,
  noNetwork,
  clock,
  staleReports,
];

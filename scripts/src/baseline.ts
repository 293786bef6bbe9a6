import { main } from '@wasmgate/cli-kit';
import { baselineBin } from './baseline/baseline-bin.ts';

await main(baselineBin(new Date().toISOString().slice(0, 10)), process);

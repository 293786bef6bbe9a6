import { main } from '@wasmgate/cli-kit';
import { remeasureBin } from './remeasure-bin.ts';

await main(remeasureBin(), process);

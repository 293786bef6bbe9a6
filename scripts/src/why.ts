import { main } from '@wasmgate/cli-kit';
import { whyBin } from './why-bin.ts';

await main(whyBin(), process);

import { main } from '@wasmgate/cli-kit';
import { jobSummaryBin } from './job-summary/job-summary-bin.ts';

await main(jobSummaryBin(), process);

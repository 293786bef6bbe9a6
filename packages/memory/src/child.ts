import { readFileSync } from 'node:fs';
import type { TraceJob } from './run/job.ts';
import { trace } from './run/trace.ts';

const STDIN = 0;

// Nothing here may import node:process: that opens stdin as a stream, and reading then fails (EAGAIN) where the job comes late.
const result = trace(JSON.parse(readFileSync(STDIN, 'utf8')) as TraceJob);
process.stdout.write(JSON.stringify(result));

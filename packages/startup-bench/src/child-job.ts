import { readFileSync } from 'node:fs';
import type { Job } from './child/job.ts';
import { runChild } from './child/run-child.ts';

const STDIN = 0;

// Nothing here may import node:process: that opens stdin as a stream, and reading then fails (EAGAIN) where the job comes late.

// Its own file, so that a measuring process loads nothing else: it is started hundreds of times.
const line = runChild(JSON.parse(readFileSync(STDIN, 'utf8')) as Job);
process.stdout.write(JSON.stringify(line));

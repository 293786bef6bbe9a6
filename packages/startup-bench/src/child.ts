/* oxlint-disable import/no-unassigned-import -- to have them loaded is the point */
// Node's own modules come compiled with it, and are loaded before the flag refuses that.
import 'node:crypto';
import 'node:fs';
import 'node:os';
import 'node:vm';
import { setFlagsFromString } from 'node:v8';

/*
 * V8 otherwise compiles each function when it is first called: inside what is timed, and once a process. It added 0.24 ms
 * to a start of 1.2 ms. On the command line the flag would also have V8 compile Node's own modules: 15 ms a process.
 */
setFlagsFromString('--no-lazy');
await import(new URL('child-job.js', import.meta.url).href);

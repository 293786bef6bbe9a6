import { readFileSync, writeSync } from 'node:fs';
import { argv } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { perform } from './advice/replay/perform.ts';
import type { PerformanceLimits } from './advice/replay/outcome.ts';
import type { ReplayPlan } from './advice/replay/plan.ts';

/** The most that a memory of a guest may grow to, in pages: 512 MiB. */
const MAX_PAGES = 8192;

/*
 * The process that runs a module: `replay.js PLAN WASM` writes a Performance. A guest may be hostile: its memory is bounded here, time by
 * who starts this. No second compiler beside the calls: each is made once.
 */
setFlagsFromString(`--wasm-max-mem-pages=${MAX_PAGES}`);
setFlagsFromString('--no-wasm-tier-up');
const [, , plan = '', wasm = ''] = argv;
const told = JSON.parse(readFileSync(plan, 'utf8')) as {
  readonly plan: ReplayPlan;
  readonly limits: PerformanceLimits;
};
const made = perform(new Uint8Array(readFileSync(wasm)), told.plan, told.limits);
for (let text = Buffer.from(JSON.stringify(made)); text.length > 0;) text = text.subarray(writeSync(1, text));

#!/usr/bin/env node
import { existsSync } from 'node:fs';

if (existsSync(new URL('dist/baseline.js', import.meta.url))) {
  const { run } = await import('./dist/baseline.js');
  await run(process);
} else {
  process.stderr.write('wasm-baseline is not compiled yet\n  fix: npm run prepare\n');
  process.exitCode = 3;
}

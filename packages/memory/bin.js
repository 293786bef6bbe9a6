#!/usr/bin/env node
import { existsSync } from 'node:fs';

if (existsSync(new URL('dist/main.js', import.meta.url))) {
  const { run } = await import('./dist/main.js');
  await run(process);
} else {
  process.stderr.write('wasm-memory is not compiled yet\n  fix: npm run prepare\n');
  process.exitCode = 3;
}

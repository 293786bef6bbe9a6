#!/usr/bin/env node
import { existsSync } from 'node:fs';

if (existsSync(new URL('dist/verify.js', import.meta.url))) {
  const { run } = await import('./dist/verify.js');
  await run(process);
} else {
  process.stderr.write('wasm-verify is not compiled yet\n  fix: npm run prepare\n');
  process.exitCode = 3;
}

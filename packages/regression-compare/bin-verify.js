#!/usr/bin/env node
import { existsSync } from 'node:fs';

if (existsSync(new URL('dist/main.js', import.meta.url))) {
  const { runVerify } = await import('./dist/main.js');
  await runVerify(process);
} else {
  process.stderr.write('wasm-verify is not compiled yet\n  fix: npm run prepare\n');
  process.exitCode = 3;
}

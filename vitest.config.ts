import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/test/**/*.test.ts', 'scripts/test/**/*.test.ts', 'bench/test/**/*.test.ts'],
    globalSetup: ['packages/startup-bench/test/provide-wasmtime.ts'],
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});

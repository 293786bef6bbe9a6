import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['packages/startup-bench/test/provide-wasmtime.ts'],
    testTimeout: 60_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/*/test/**/*.test.ts', 'scripts/test/**/*.test.ts', 'bench/test/**/*.test.ts'],
        },
      },
      // What runs the whole chain many times: `npm run test:e2e`. One file after the other, for each uses the machine whole.
      { extends: true, test: { name: 'e2e', include: ['scripts/e2e/**/*.test.ts'], fileParallelism: false } },
      // What adopters have (package managers, compilers and a cache server from npm and PyPI), and what builds a crate many times: `npm run
      // test:adopters`, a step of its own.
      {
        extends: true,
        test: { name: 'adopters', include: ['scripts/adopters/**/*.test.ts'], fileParallelism: false },
      },
    ],
  },
});

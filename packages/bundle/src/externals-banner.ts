import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A comment that names the locked version and integrity of what stays outside a bundle, so that upgrading one changes
 * the bundle's bytes and re-runs what uses it.
 */
export function externalsBanner(root: string, names: readonly string[]): string {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string; integrity?: string }>;
  };
  const lines = names.map((name) => {
    const locked = packages[`node_modules/${name}`];
    if (locked === undefined) throw new Error(`package-lock.json does not lock ${name}`);
    return `// outside: ${name} ${locked.version} ${locked.integrity ?? ''}`;
  });
  return lines.join('\n');
}

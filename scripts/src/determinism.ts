import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildReport } from '@wasmgate/contracts/build';
import { readNative } from '@wasmgate/contracts/native';
import { NATIVE_FOLDERS } from '@wasmgate/contracts/layout';
import { $, argv, echo } from 'zx';

/**
 * Builds a subject in two folders, one with a space in its name, and compares the four artifacts and its native programs by hash.
 * Usage: npm run determinism -- [subject]   (default: clawft-agent)
 */
const root = join(import.meta.dirname, '../..');
const subject = argv._[0] ?? 'clawft-agent';
const wasmBuild = join(root, 'packages/build/bin.js');
const scratch = await mkdtemp(join(tmpdir(), 'wasmgate-determinism-'));

async function hashes(folder: string): Promise<string[]> {
  const dir = join(scratch, folder, subject);
  await cp(join(root, 'subjects', subject), dir, {
    recursive: true,
    filter: (source) => !/[/\\](target|node_modules|\.turbo)$/.test(source),
  });
  await $({ cwd: dir, stdio: 'inherit' })`node ${wasmBuild} --exit-zero`;
  const { artifacts } = buildReport.read(dir);
  const programs = readNative(join(dir, NATIVE_FOLDERS.built))?.bins ?? [];
  return [
    ...Object.entries(artifacts).map(([name, artifact]) => `${name} ${artifact.sha256}`),
    ...programs.map(({ bin, sha256 }) => `native/${bin} ${sha256}`),
  ];
}

try {
  const [first, second] = [await hashes('a'), await hashes('a second folder, with spaces')];
  const different = first.filter((line, index) => line !== second[index]);
  if (different.length === 0) echo(`${subject}: identical bytes in both folders\n${first.join('\n')}`);
  else {
    echo(`${subject}: different bytes: ${different.map((line) => line.split(' ')[0]).join(', ')}`);
    process.exitCode = 1;
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}

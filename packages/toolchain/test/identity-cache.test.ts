import { chmodSync, utimesSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identify } from '../src/machine/identity-cache.ts';
import { emptyFolder } from './workspace.ts';

function tool(): { cache: string; file: string; ask: (said: string) => Promise<string | null> } {
  const [cache, file] = [emptyFolder(), join(emptyFolder(), 'tool')];
  writeFileSync(file, 'one');
  return { cache, file, ask: (said) => identify(cache, 'tool', [file], async () => said) };
}

describe('what a tool said of itself', () => {
  it('is remembered while the file is the same', async () => {
    const { ask } = tool();
    expect(await ask('first')).toBe('first');
    expect(await ask('second')).toBe('first');
  });

  it('is asked again when size or modification time changed', async () => {
    const { ask, file } = tool();
    await ask('first');
    writeFileSync(file, 'longer');
    expect(await ask('second')).toBe('second');
    utimesSync(file, 1, 1);
    expect(await ask('third')).toBe('third');
  });

  it('is not remembered when it said nothing, and is null without the file', async () => {
    const { cache, file, ask } = tool();
    expect(await identify(cache, 'tool', [file], async () => null)).toBeNull();
    expect(await ask('now')).toBe('now');
    expect(await identify(cache, 'tool', [`${file}-gone`], async () => 'x')).toBeNull();
  });

  it('is asked again when what was remembered is damaged', async () => {
    const { cache, ask } = tool();
    const store = join(cache, 'identities-1.json');
    await ask('first');
    const kept = readFileSync(store, 'utf8');
    for (const damaged of [
      kept.replace('"first"', '{"rustc": 5}'),
      kept.replace('"first"', '"furst"'),
      '[null]',
      '5',
      kept.replace(/: \{[^]*/, ': null }'),
      '['.repeat(100_000),
    ]) {
      expect(damaged).not.toBe(kept);
      writeFileSync(store, damaged);
      expect(await ask('second')).toBe('second');
      writeFileSync(store, kept);
      expect(await ask('third')).toBe('first');
    }
  });

  it('survives a damaged or unwritable cache', async () => {
    const { cache, ask } = tool();
    writeFileSync(join(cache, 'identities-1.json'), '{"half');
    expect(await ask('first')).toBe('first');
    chmodSync(cache, 0o500);
    expect(await ask('second')).toBe('first');
    chmodSync(cache, 0o700);
  });
});

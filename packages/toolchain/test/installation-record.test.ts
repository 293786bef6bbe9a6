import {
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  installationDamage,
  RECORD_FILE,
  recordInstallation,
} from '../src/installation/installation-record.ts';
import { installedState } from '../src/installation/installed-state.ts';
import { emptyFolder } from './workspace.ts';

/** An installation of three files, one of them a link. */
function installed(): { root: string; tool: string } {
  const root = emptyFolder();
  mkdirSync(join(root, 'lib'));
  const tool = join(root, 'lib', 'tool');
  writeFileSync(tool, 'a tool');
  writeFileSync(join(root, 'notes'), 'some notes');
  symlinkSync('tool', join(root, 'lib', 'tool.1'));
  recordInstallation(root);
  return { root, tool };
}

/** Other bytes of the same length at the same time: what a failing disk leaves. */
function rot(file: string): void {
  const { atime, mtime, size } = statSync(file);
  writeFileSync(file, 'x'.repeat(size));
  utimesSync(file, atime, mtime);
}

const looks = ['glance', 'hash'] as const;

describe('what was installed', () => {
  it.each(looks)('is whole as it was left, and with more beside it (%s)', (look) => {
    const { root } = installed();
    writeFileSync(join(root, 'later'), 'came since');
    expect(installationDamage(root, look)).toBeNull();
  });

  it.each(looks)('is damaged when a file is shorter, gone, or another (%s)', (look) => {
    const { root, tool } = installed();
    truncateSync(tool, 2);
    expect(installationDamage(root, look)).toBe('lib/tool has 2 bytes, and 6 were installed');
    writeFileSync(tool, 'b tool');
    utimesSync(tool, 1, 1);
    expect(installationDamage(root, look)).toBe('lib/tool has other bytes than were installed');
    rmSync(tool);
    expect(installationDamage(root, look)).toBe('lib/tool is missing');
    mkdirSync(tool);
    expect(installationDamage(root, look)).toMatch(/^lib\/tool /);
  });

  it.each(looks)('is damaged when a link leads elsewhere (%s)', (look) => {
    const { root } = installed();
    const link = join(root, 'lib', 'tool.1');
    rmSync(link);
    symlinkSync('elsewhere', link);
    expect(installationDamage(root, look)).toMatch(/^lib\/tool\.1 has 9 bytes, and 4 /);
  });

  it('is hashed only when it is asked for, or the time is another', () => {
    const { root, tool } = installed();
    rot(tool);
    expect(installationDamage(root, 'glance')).toBeNull();
    expect(installationDamage(root, 'hash')).toBe('lib/tool has other bytes than were installed');
  });

  it('is whole in a copy with other times, which are then remembered', () => {
    const { root, tool } = installed();
    const copy = emptyFolder();
    cpSync(root, copy, { recursive: true, verbatimSymlinks: true });
    utimesSync(join(copy, 'lib', 'tool'), 5, 5);
    expect(installationDamage(copy, 'glance')).toBeNull();
    expect(readFileSync(join(copy, RECORD_FILE), 'utf8')).toContain('"mtime_s": 5');
    expect(readFileSync(join(root, RECORD_FILE), 'utf8')).not.toContain('"mtime_s": 5');
    expect(statSync(tool).size).toBe(6);
  });

  it.each([
    ['none', null],
    ['half of one', '{"schema_version": 1, "fil'],
    ['one without files', '{"schema_version": 1}'],
    ['one of something else', '{"schema_version": 1, "files": {"lib/tool": {"bytes": "6"}}}'],
    ['one of a later version', '{"schema_version": 2, "files": {}}'],
  ])('counts as damaged with %s as its record', (_, text) => {
    const { root } = installed();
    rmSync(join(root, RECORD_FILE));
    if (text !== null) writeFileSync(join(root, RECORD_FILE), text);
    expect(installationDamage(root, 'glance')).toBe('has no record of what was installed');
  });

  it('is told from what others installed when a tool has died', () => {
    const { root, tool } = installed();
    expect(installedState(root)).toEqual({ line: `${root}: every file is as it was installed`, fix: null });
    rot(tool);
    expect(installedState(root)).toEqual({
      line: `${root}: lib/tool has other bytes than were installed`,
      fix: 'npx wasmgate install replaces it',
    });
    const others = emptyFolder();
    expect(installedState(others)).toEqual({
      line: `${others}: was not installed by wasmgate`,
      fix: null,
    });
  });
});

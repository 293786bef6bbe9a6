import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { machineError, machineErrorIn } from '../src/machine-error.ts';

test.skipIf(!existsSync('/dev/full'))('what a process says of a full disk is the machine', () => {
  const node = spawnSync(process.execPath, ['-e', "require('fs').writeFileSync('/dev/full', 'x')"]);
  expect(machineErrorIn(node.stderr.toString(), 'it')?.message).toBe('it failed: the disk is full');
  const cat = spawnSync('sh', ['-c', 'echo x | cat > /dev/full'], { env: { LC_ALL: 'C' } });
  expect(machineErrorIn(cat.stderr.toString(), 'it')).toMatchObject({
    exitCode: 3,
    fix: expect.stringContaining(tmpdir()),
  });
});

test('anything else is not', () => {
  expect(machineErrorIn('TypeError: x is not a function', 'it')).toBeNull();
  expect([machineError(new TypeError('x')), machineError('ENOSPC'), machineError(null)]).toEqual([
    null,
    null,
    null,
  ]);
});

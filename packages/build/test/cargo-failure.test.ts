import { describe, expect, it } from 'vitest';
import { cargoFailure } from '../src/cargo/cargo-failure.ts';

const context = { cargo: '/opt/my tools/cargo', manifest: 'Cargo.toml', triple: 'wasm32-wasip2' };
const compileError = `error[E0425]: cannot find value \`x\` in this scope
 --> src/lib.rs:3:5
  |
3 |     x // failed to download: timed out
  |     ^ not found

error: could not compile \`app\` (lib) due to 1 previous error
`;

describe('what a failed cargo means', () => {
  it.each([
    [2, 'does not compile', compileError],
    [
      2,
      'does not fit Cargo.toml',
      'error: cannot update the lock file /x/Cargo.lock because --locked was passed',
    ],
    [
      2,
      'Cargo.lock is missing',
      'error: cannot create the lock file /x/Cargo.lock because --locked was passed',
    ],
    [
      3,
      'by a newer cargo',
      'error: failed to parse lock file at: x\n\nCaused by:\n  lock file version `9` was found, but this version of Cargo does not understand it',
    ],
    [3, 'linker `cc` not found', 'error: linker `cc` not found\n\nerror: could not compile `quote`'],
    [
      3,
      'No space left',
      'error: could not compile `a`\n\nCaused by:\n  No space left on device (os error 28)',
    ],
    [3, 'Could not connect', 'error: failed to get `itoa`\n\nCaused by:\n  [7] Could not connect to server'],
    [
      3,
      "can't find crate",
      "error[E0463]: can't find crate for `std`\n  = note: the `wasm32-wasip2` target may not be installed\nerror: could not compile `a`",
    ],
    [
      3,
      'requires rustc',
      'error: rustc 1.85.1 is not supported by the following package:\n  app@0.1.0 requires rustc 1.95 or newer',
    ],
    [2, 'something new', 'error: something new'],
    [2, 'no word of it', 'no word of it'],
  ])('exit %i: %s', (exitCode, message, stderr) => {
    const error = cargoFailure(stderr, context);
    const said = `${error.message} ${stderr.includes('requires rustc') ? stderr : ''}`;
    expect([error.exitCode, said]).toEqual([exitCode, expect.stringContaining(message)]);
    expect(error.fix).not.toBe('');
  });

  it('names the place of the first error', () => {
    expect(cargoFailure(compileError, context).message).toContain('src/lib.rs:3:5');
  });

  it('gives a command that a shell takes as it stands', () => {
    const { fix } = cargoFailure('error: cannot update the lock file x because --locked', context);
    expect(fix).toContain("'/opt/my tools/cargo' update --workspace --manifest-path Cargo.toml");
  });

  it('keeps control characters off the terminal', () => {
    const { message } = cargoFailure('\u001b[31merror: \u0007bad\u001b[0m', context);
    expect(message).toContain('bad');
    expect(message).not.toMatch(/\p{Cc}/u);
  });
});

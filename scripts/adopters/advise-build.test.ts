import { existsSync, readFileSync, statSync } from 'node:fs';
import { adviceReport, type AdviceJson } from '@wasmgate/contracts/advice';
import { TRIAL_DIR } from '@wasmgate/contracts/layout';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyWorkspace, type WorkspaceCopy } from '../test/workspace-copy.ts';

// Advice on a cargo profile, with the real cargo: found where there is something to gain, followed to the byte, and then no more.

const echo = 'subjects/echo-module';

let workspace: WorkspaceCopy;
beforeAll(() => {
  workspace = copyWorkspace();
  workspace.turbo(['compile']);
}, 120_000);
afterAll(() => workspace.dispose());

const wasmgate = (...args: string[]) => workspace.run('wasmgate', args, { cwd: workspace.path(echo) });

const shipped = (): number => statSync(workspace.path(echo, 'target/wasm-bench/build/shipped.wasm')).size;

function advise(): AdviceJson {
  const run = wasmgate('size', '--advise', '--build', '--compress', 'none', '--quiet');
  expect(run.code, run.output).toBe(0);
  return adviceReport.read(workspace.path(echo));
}

const profileAdvice = ({ advice }: AdviceJson) => advice.filter(({ code }) => code === 'cargo_profile');
const looked = ({ kinds }: AdviceJson) => kinds.find(({ kind }) => kind === 'cargo profile');

describe.sequential('wasm-size --advise --build', { timeout: 300_000 }, () => {
  test('a profile for speed: what another saves, which no build has done before', () => {
    workspace.edit(`${echo}/Cargo.toml`, (text) =>
      text
        .replace('opt-level = "z"', 'opt-level = 3')
        .replace('lto = true', 'lto = "off"')
        .replace('codegen-units = 1', 'codegen-units = 16'),
    );
    const built = wasmgate('build', '--quiet');
    expect(built.code, built.output).toBe(0);
    const before = readFileSync(workspace.path(echo, 'target/wasm-bench/build.json'));

    const report = advise();
    expect(looked(report)).toMatchObject({ status: 'advised' });
    const [best] = profileAdvice(report);
    expect(best).toMatchObject({
      args: {
        profile: 'release-wasm',
        settings: expect.arrayContaining(['lto = "fat"', 'codegen-units = 1']),
      },
      proof: { method: 'rebuild' },
    });
    const { calls = 0, same_calls: same = 0 } = best?.proof ?? {};
    expect([calls > 0, same > 0, same <= calls]).toEqual([true, true, true]);
    // The subject's own build is what it was.
    expect(readFileSync(workspace.path(echo, 'target/wasm-bench/build.json')).equals(before)).toBe(true);
  });

  test('whoever follows it has a file that is smaller by that many bytes, and nothing more to gain', () => {
    const [best] = profileAdvice(adviceReport.read(workspace.path(echo)));
    const settings = best?.args['settings'] as string[];
    const was = shipped();
    workspace.edit(`${echo}/Cargo.toml`, (text) =>
      text.replace(
        /(?<=\[profile\.release-wasm\]\ninherits = "release"\n)[^[]*/,
        () => `${settings.join('\n')}\n\n`,
      ),
    );
    const built = wasmgate('build', '--quiet');
    expect(built.code, built.output).toBe(0);
    expect(was - shipped()).toBe(best?.saves.raw_bytes);

    const report = advise();
    expect(looked(report)).toEqual({ kind: 'cargo profile', status: 'nothing', reason: null });
    expect(profileAdvice(report)).toEqual([]);
  });

  test('sources that changed since the build are not advised on, and what cargo refuses is said', () => {
    workspace.edit(
      `${echo}/src/lib.rs`,
      (text) => `${text}\n#[unsafe(no_mangle)]\npub extern "C" fn one() -> u32 { 1 }\n`,
    );
    expect(looked(advise())).toEqual({
      kind: 'cargo profile',
      status: 'not_looked',
      reason: 'what ships is not what the sources make now: npx turbo run build',
    });
    const refused = wasmgate('build', '--try', 'no-such = 1', 'opt-level = 9');
    expect([refused.code, refused.output]).toEqual([
      2,
      expect.stringContaining('optimization level needs to be'),
    ]);
    const stray = wasmgate('build', '--try', '../../x');
    expect([stray.code, stray.output]).toEqual([
      2,
      expect.stringContaining('not a setting of a cargo profile'),
    ]);
    expect(existsSync(workspace.path(echo, TRIAL_DIR))).toBe(true);
  });
});

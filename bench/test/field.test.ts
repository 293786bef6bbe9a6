import { join } from 'node:path';
import binaryen from 'binaryen';
import { capture, scratchFolder } from '@wasmgate/cli-kit/testing';
import type { FeaturesJson } from '@wasmgate/contracts/features';
import type { SizeJson } from '@wasmgate/contracts/size';
import { featureCheckBin } from '@wasmgate/feature-check/src/feature-check-bin.ts';
import { sizeBin } from '@wasmgate/size/src/index.ts';
import { readGuest } from '@wasmgate/startup-bench/src/guest/read-guest.ts';
import { describe, expect, it, onTestFinished } from 'vitest';

/** What the tools say of a file: exit codes and reports. */
async function tools(bytes: Uint8Array, ...asked: readonly string[]) {
  const dir = scratchFolder(onTestFinished, { 'app.wasm': bytes });
  const size = await capture(
    sizeBin('0.0.0', 'none'),
    dir,
    'app.wasm',
    '--compress',
    'none',
    '--json',
    ...asked,
  );
  const features = await capture(featureCheckBin('0.0.0'), dir, 'app.wasm', '--json');
  return {
    size: JSON.parse(size.stdout || JSON.stringify(size.stderr)) as SizeJson,
    features: JSON.parse(features.stdout || JSON.stringify(features.stderr)) as FeaturesJson,
    guest: readGuest(join(dir, 'app.wasm'), 'app.wasm'),
  };
}

const tokio = ({ groups }: FeaturesJson) => groups.find(({ name }) => name === 'tokio');

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

const TOKIO_NAMES = '5f5a4e35746f6b696f3772756e74696d6535737061776e3137683031323334353637383961626364656645';

/** Files that users sent, or that were made after what they sent: the bytes, and what is right. */
describe('what the field sent', () => {
  it('an atomic load with acquire ordering: no call is made up after it', async () => {
    const bytes = hex(
      `0061736d0100000001040160000003030200000504010301020707010372756e00000a11020b004100fe10120110011a0b0300010b003a046e616d65013302000372756e012b${TOKIO_NAMES}`,
    );
    const { features, size } = await tools(bytes);
    expect(tokio(features)).toMatchObject({
      verdict: 'present_retained',
      evidence: [{ text: expect.stringContaining('tokio::runtime::spawn'), reach: 'retained' }],
    });
    expect(size.breakdown?.attribution.graph_problem).toBeNull();
  });

  it('compact imports are imports', async () => {
    const { guest, features } = await tools(
      hex(
        '0061736d0100000001040160000002140103656e76007f02036f6e6500000374776f0000030201000707010372756e00020a08010600100010010b0017046e616d6501100300036f6e65010374776f020372756e',
      ),
    );
    expect(guest.metrics.wasm_imports).toBe(2);
    expect(features.verdict).toBe('pass');
  });

  it('wide arithmetic loses no path and no retained size', async () => {
    const bytes = hex(
      `0061736d01000000010c026000017f60027e7e027e7e030403000001070b020372756e0000017700020a1403040010010b040041050b080020002001fc160b003d046e616d65013603000372756e012b${TOKIO_NAMES}020177`,
    );
    const { size, features } = await tools(bytes, '--why', 'tokio');
    expect(tokio(features)).toMatchObject({
      verdict: 'present_reachable',
      evidence: [{ via: ['export run', 'tokio::runtime::spawn'] }],
    });
    expect(size.breakdown?.functions.items.map(({ retained_bytes }) => retained_bytes)).toEqual([9, 10, 5]);
    expect(size.answers?.why).toMatchObject({ reachable: 1 });
  });

  it('wide arithmetic in a function of the crate itself', async () => {
    const { features } = await tools(
      hex(
        '0061736d01000000010b0260027e7e027e7e6000000304030000010707010372756e00010a1603080020002001fc160b08002000200110000b02000b0022046e616d65011b020015746f6b696f3a3a72756e74696d653a3a656e746572020178',
      ),
    );
    expect(tokio(features)).toMatchObject({ verdict: 'present_reachable' });
  });
});

/** Something of every proposal that binaryen knows. */
const EVERYTHING = `(module
  (rec (type $f (func)) (type $k (cont $f)))
  (type $bytes (array (mut i8))) (type $shared (shared (struct (field (mut i32)))))
  (import "env" "a" (func $a (type $f))) (import "env" "b" (func $b (type $f))) (import "env" "c" (func $c (type $f)))
  (memory 1 1 shared) (memory $far i64 1) (table $t 1 funcref) (tag $e)
  (func $tokio::runtime::spawn (call $a))
  (func $run (export "run") (local $s (ref null $shared)) (local $v v128)
    (call $tokio::runtime::spawn)
    (drop (i32.atomic.load acqrel (i32.const 0))) (atomic.fence acqrel)
    (drop (f16x8.add (local.get $v) (local.get $v))) (drop (string.const "text"))
    (drop (i64.load $far (i64.const 0)))
    (drop (struct.atomic.get acqrel $shared 0 (local.get $s)))
    (resume $k (cont.new $k (ref.func $b)))
    (try_table (catch_all 0) (throw $e))))`;

describe('what binaryen writes with -all', () => {
  it('is read by every tool, whole', async () => {
    // Its types do not know the second argument yet.
    const parse = binaryen.parseText as (text: string, features: number) => binaryen.Module;
    const module = parse(EVERYTHING, binaryen.Features.All);
    binaryen.setDebugInfo(true);
    const { size, features, guest } = await tools(module.emitBinary());
    binaryen.setDebugInfo(false);
    expect(size.breakdown?.attribution.graph_problem).toBeNull();
    expect(size.attributed_bytes).toBe(size.raw_bytes);
    expect(tokio(features)).toMatchObject({ verdict: 'present_reachable' });
    expect(guest.metrics).toMatchObject({ wasm_imports: 3, wasm_memory_pages: 2, wasm_exports: 1 });
  });
});

const moduleOf = (...sections: number[][]) =>
  Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...sections.flat()]);

describe('what no tool reads', () => {
  const types = [1, 4, 1, 0x60, 0, 0];

  it.each([
    [
      'code after the end of a function',
      moduleOf(types, [3, 2, 1, 0], [10, 5, 1, 3, 0, 0x0b, 1]),
      'give a whole',
    ],
    ['an unknown limit of a memory', moduleOf([5, 3, 1, 0x10, 1]), 'update wasmgate'],
    ['an unknown section', moduleOf([15, 0]), 'update wasmgate'],
  ])('is refused by all with the offset: %s', async (_, bytes, fix) => {
    const dir = scratchFolder(onTestFinished, { 'app.wasm': bytes });
    for (const bin of [sizeBin('0.0.0', 'none'), featureCheckBin('0.0.0')]) {
      // oxlint-disable-next-line no-await-in-loop
      const { code, stdout, stderr } = await capture(bin, dir, 'app.wasm');
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/at byte 0x[0-9a-f]+ \(\d+\): /);
      expect(stderr).toContain(fix);
    }
    expect(() => readGuest(join(dir, 'app.wasm'), 'app.wasm')).toThrow(/at byte 0x/);
  });
});

import { InputError } from '@wasmgate/contracts/errors';
import { stripModule } from '@wasmgate/wasm-model';
import type { Stages } from './derive-stages.ts';
import type { OptimizeLevel } from './optimize.ts';
import type { Prebuilt } from './read-prebuilt.ts';
import { isComponentType } from './shipped-kind.ts';

/**
 * The stages of a file that was built elsewhere: by default the file itself, byte for byte, four times. With a level a
 * core module goes through wasm-opt, and both stages lose their names, as those of a crate do. Throws InputError for a
 * component with a level.
 */
export async function prebuiltStages(
  { bytes, binary }: Prebuilt,
  level: OptimizeLevel,
  runWasmOpt: (bytes: Uint8Array) => Promise<Uint8Array>,
): Promise<Stages> {
  if (level === 'none') return { linked: bytes, named: bytes, unoptimized: bytes, shipped: bytes };
  if (binary.kind === 'component') {
    throw new InputError(
      `wasmgate.json: $.optimize.level: wasm-opt -${level} reads core modules only, and this prebuilt file is a component`,
      { fix: 'remove "optimize", or set its level to "none"' },
    );
  }
  const named = await runWasmOpt(bytes);
  const keep = isComponentType;
  return {
    linked: bytes,
    named,
    unoptimized: stripModule(bytes, { keep }),
    shipped: stripModule(named, { keep }),
  };
}

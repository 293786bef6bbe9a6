import type { WasmModule } from '../frame/binary.ts';
import { customSections, sectionReader } from '../frame/find-section.ts';
import { MAX_ITEMS } from '../frame/item-limit.ts';

/** A feature named in the `target_features` section. */
export interface TargetFeature {
  /** `bulk-memory`, `simd128` … */
  readonly name: string;
  /** `+` used, `-` must not be used, `=` required by all (deprecated). */
  readonly prefix: '+' | '-' | '=';
}

const prefixes = new Map<number, TargetFeature['prefix']>([
  [0x2b, '+'],
  [0x2d, '-'],
  [0x3d, '='],
]);

/** What the `target_features` section says (tool-conventions, Linking.md); undefined when there is none. */
export function targetFeatures(module: WasmModule): TargetFeature[] | undefined {
  const section = customSections(module, 'target_features')[0];
  if (section === undefined) return undefined;
  const reader = sectionReader(module, section);
  const features: TargetFeature[] = [];
  for (let left = reader.count('target features', MAX_ITEMS); left > 0; left--) {
    const at = reader.pos;
    const byte = reader.u8('the prefix of a target feature');
    const prefix =
      prefixes.get(byte) ?? reader.fail(`unknown prefix 0x${byte.toString(16)} of a target feature`, at);
    features.push({ prefix, name: reader.name('the name of a target feature') });
  }
  reader.expectEnd('the target_features section');
  return features;
}

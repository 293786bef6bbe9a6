import { BASIS_PARTS, type BasisPart } from '../basis.ts';
import { knownMetric, metricOf } from '../metrics.ts';

/** The parts of a basis that an exact figure of this name has; of a name that nobody knows: all. */
export const figureParts = (name: string): readonly BasisPart[] => metricOf(name)?.basis ?? BASIS_PARTS;

/** The parts that an accepted artifact has: what made its bytes. */
export const ARTIFACT_PARTS: readonly BasisPart[] = knownMetric('wasm_size_raw_kb').basis;

/** The parts that an accepted program of the host has. */
export const PROGRAM_PARTS: readonly BasisPart[] = knownMetric('native.*.binary_size_kb').basis;

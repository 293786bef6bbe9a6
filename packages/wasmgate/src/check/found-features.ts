import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckJson } from '@wasmgate/contracts/check';
import type { FeaturesJson } from '@wasmgate/contracts/features';
import { jsonText } from '@wasmgate/contracts/json-file';
import { knownFeatures } from './known-features.ts';

/** Pieces of evidence that a report keeps of a feature. */
const MAX_EVIDENCE = 5;

/** Writes a wasmgate.json whose groups are the known features, and gives its path. */
export function writeKnownFeatures(folder: string, wasm: string): string {
  const file = join(folder, 'wasmgate.json');
  const groups = knownFeatures.map(({ isForJavaScript: _host, ...group }) => group);
  writeFileSync(file, jsonText({ wasm, features: { groups } }));
  return file;
}

/** What of the known features is in a file. A text that mentions one shows nothing. */
export function foundFeatures({ groups }: FeaturesJson): CheckJson['features'] {
  return groups
    .filter(({ verdict }) => verdict === 'present_reachable' || verdict === 'present_retained')
    .map(({ name, evidence, evidence_count }) => ({
      name,
      evidence_count: evidence_count ?? evidence.length,
      evidence: evidence.slice(0, MAX_EVIDENCE).map(({ source, text }) => ({ source, text })),
    }));
}

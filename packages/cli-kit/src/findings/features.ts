import type { FindingWords } from '../finding-text.ts';

/** Words for what wasm-feature-check finds. */
export const featureFindings = {
  feature_present: {
    text: ({ group, verdict, evidence }) =>
      `excluded feature group "${String(group)}" is in the artifact (${String(verdict)}): ${String(evidence)}`,
    fix: (_args, subject) =>
      `see the evidence: npx wasm-feature-check (in subjects/${subject}); then remove what brings it in`,
  },
  feature_mentioned: {
    text: ({ group, evidence }) => `feature group "${String(group)}" is mentioned: ${String(evidence)}`,
    fix: ({ group }, subject) =>
      `see the evidence: npx wasm-feature-check (in subjects/${subject}); a group may say "mention": "warn" (group "${String(group)}")`,
  },
  feature_inconclusive: {
    text: ({ group, missing }) =>
      `feature group "${String(group)}" cannot be decided: no ${Array.isArray(missing) ? missing.join(', ') : String(missing)}`,
    fix: () => 'build with names (wasm-build does), or lower features.require in wasmgate.json',
  },
} as const satisfies Record<string, FindingWords>;

import type { FindingWords } from '../finding-text.ts';

const explain = (subject: string): string =>
  `see the evidence: npx wasm-feature-check (in subjects/${subject})`;

const shown = (evidence: unknown): string => (typeof evidence === 'string' ? `: ${evidence}` : '');

/** Words for what wasm-feature-check finds. */
export const featureFindings = {
  feature_present: {
    text: ({ group, verdict, evidence }) =>
      `excluded feature group "${String(group)}" is in the artifact (${String(verdict)})${shown(evidence)}`,
    fix: (_args, subject) => `${explain(subject)}; then remove what brings it in`,
  },
  feature_mentioned: {
    text: ({ group, evidence }) =>
      `excluded feature group "${String(group)}" is mentioned in a string${shown(evidence)}`,
    fix: ({ group }, subject) =>
      `${explain(subject)}; if the text is harmless, "mention": "warn" in group "${String(group)}" of wasmgate.json says so`,
  },
  feature_inconclusive: {
    text: ({ group, missing, evidence }) =>
      `feature group "${String(group)}" cannot be decided, for want of ${Array.isArray(missing) && missing.length > 0 ? missing.join(', ') : 'evidence'}${shown(evidence)}`,
    fix: ({ missing }, subject) =>
      Array.isArray(missing) && missing.includes('absence of the compiled unit')
        ? `${explain(subject)}; drop the dependency: cargo tree --edges normal --invert CRATE shows what asks for it`
        : 'build with names (wasm-build does), or lower features.require in wasmgate.json',
  },
} as const satisfies Record<string, FindingWords>;

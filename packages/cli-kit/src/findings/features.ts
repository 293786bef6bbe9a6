import type { FindingWords } from '../finding-text.ts';

const explain = (subject: string): string =>
  `see the evidence: npx wasm-feature-check (in subjects/${subject})`;

const shown = (evidence: unknown): string => (typeof evidence === 'string' ? `: ${evidence}` : '');

const list = (texts: unknown): string => (Array.isArray(texts) ? texts.join(', ') : String(texts));

/** Words for what wasm-feature-check finds. */
export const featureFindings = {
  feature_present: {
    text: ({ group, verdict, evidence }) =>
      `excluded feature group "${String(group)}" is in the artifact (${String(verdict)})${shown(evidence)}`,
    fix: ({ instead }, subject) =>
      `${explain(subject)}; then remove what brings it in${typeof instead === 'string' ? `; use instead: ${instead}` : ''}`,
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
  required_missing: {
    text: ({ kind, missing }) =>
      `the artifact has no ${String(kind)} ${list(missing)}, which features.required demands`,
    fix: (_args, subject) =>
      `build what it should have, or change features.required in subjects/${subject}/wasmgate.json`,
  },
  exception_expired: {
    text: ({ group, match, owner, expires, verdict, evidence }) =>
      `the exception for "${String(match)}" in feature group "${String(group)}" counted until ${String(expires)} (owner: ${String(owner)}); the group is ${String(verdict)}${shown(evidence)}`,
    fix: ({ owner }, subject) =>
      `remove what it excepts, or let ${String(owner)} renew "expires" in features.exceptions of subjects/${subject}/wasmgate.json`,
  },
  exception_unused: {
    text: ({ group, match, owner, expires }) =>
      `the exception for "${String(match)}" in feature group "${String(group)}" covers nothing (owner: ${String(owner)}, until ${String(expires)})`,
    fix: (_args, subject) => `remove it from features.exceptions of subjects/${subject}/wasmgate.json`,
  },
} as const satisfies Record<string, FindingWords>;

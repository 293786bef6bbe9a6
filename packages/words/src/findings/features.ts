import type { SomeWords } from '../words-of.ts';

const explain = (subject: string): string =>
  `see the evidence: npx wasmgate features (in the folder of ${subject})`;

const shown = (evidence: string | undefined): string => (evidence === undefined ? '' : `: ${evidence}`);

/** Words for what wasm-feature-check finds. */
export const featureWords = {
  feature_present: {
    text: ({ group, verdict, evidence }) =>
      `excluded feature group "${group}" is in the artifact (${verdict})${shown(evidence)}`,
    fix: ({ instead }, subject) =>
      `${explain(subject)}; then remove what brings it in${instead === undefined ? '' : `; use instead: ${instead}`}`,
  },
  feature_mentioned: {
    text: ({ group, evidence }) =>
      `excluded feature group "${group}" is mentioned in a string${shown(evidence)}`,
    fix: ({ group }, subject) =>
      `${explain(subject)}; if the text is harmless, "mention": "warn" in group "${group}" of wasmgate.json says so`,
  },
  feature_inconclusive: {
    text: ({ group, missing, evidence }) =>
      `feature group "${group}" cannot be decided, for want of ${missing.length > 0 ? missing.join(', ') : 'evidence'}${shown(evidence)}`,
    fix: ({ missing }, subject) =>
      missing.includes('absence of the compiled unit')
        ? `${explain(subject)}; drop the dependency: cargo tree --edges normal --invert CRATE shows what asks for it`
        : missing.some((what) => what.startsWith('code of '))
          ? 'build without the proposal whose instructions these are, or update wasmgate (docs/robustness.md lists what it reads)'
          : 'build with names (npx wasmgate build does), or lower features.require in wasmgate.json',
  },
  rule_unmatched: {
    text: ({ group, rule, meant, is }) =>
      is === 'alias'
        ? `feature group "${group}" excludes crate "${rule}", which is what Cargo.toml calls the package ${meant}: no unit and no name says so`
        : `feature group "${group}" excludes crate "${rule}", which no package here is called; did you mean ${meant}?`,
    fix: ({ rule, meant }, subject) =>
      `write "${meant}" for "${rule}" in features.groups of subjects/${subject}/wasmgate.json`,
  },
  required_missing: {
    text: ({ kind, missing }) =>
      `the artifact has no ${kind} ${missing.join(', ')}, which features.required demands`,
    fix: (_args, subject) =>
      `build what it should have, or change features.required in the wasmgate.json of ${subject}`,
  },
  exception_expired: {
    text: ({ group, match, owner, expires, verdict = 'excepted', evidence }) =>
      `the exception for "${match}" in feature group "${group}" counted until ${expires} (owner: ${owner}); the group is ${verdict}${shown(evidence)}`,
    fix: ({ owner }, subject) =>
      `remove what it excepts, or let ${owner} renew "expires" in features.exceptions of subjects/${subject}/wasmgate.json`,
  },
  exception_unused: {
    text: ({ group, match, owner, expires }) =>
      `the exception for "${match}" in feature group "${group}" covers nothing (owner: ${owner}, until ${expires})`,
    fix: (_args, subject) => `remove it from features.exceptions of subjects/${subject}/wasmgate.json`,
  },
} satisfies SomeWords;

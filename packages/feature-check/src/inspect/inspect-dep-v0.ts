import { inflateSync } from 'node:zlib';
import { customSections } from '@wasmgate/wasm-model';
import { evidenceText, spotOf, type GroupCase, type Spot } from './inspection.ts';
import type { RuleHit } from '../verdict/evidence.ts';
import { crateName } from '../rules/crate-name.ts';
import type { Source } from './sources.ts';
import { walkBinary } from './walk-binary.ts';

/** A list of dependencies is some kilobytes; what unpacks to more is no such list. */
const MAX_UNPACKED_BYTES = 16 * 1024 * 1024;

/**
 * Looks at the dependency lists that cargo-auditable leaves (`.dep-v0`: JSON, compressed by zlib; its PARSING.md). A
 * crate in one was resolved for the build, which says neither that it was compiled nor that it was linked: a mention.
 */
export function inspectDepV0({ binary, artifact }: Source, groups: readonly GroupCase[]): void {
  for (const { path, binary: inner } of walkBinary(binary)) {
    for (const section of customSections(inner, '.dep-v0')) {
      const spot = spotOf(artifact, `${path} / custom ".dep-v0"`, section.start);
      for (const item of packagesOf(inner.bytes.subarray(section.contentStart, section.payloadEnd))) {
        inspectPackage(groups, item, spot);
      }
    }
  }
}

interface Package {
  readonly name: string;
  readonly version: string;
}

function inspectPackage(groups: readonly GroupCase[], { name, version }: Package, spot: Spot): void {
  for (const { rules, log } of groups) {
    const hits = rules.crates
      .filter(({ names }) => names.has(crateName(name)))
      .map(({ text }): RuleHit => ({ rules: 'crates', matched: text, strength: 'mentioned' }));
    log.add(
      hits,
      'custom_section',
      () => evidenceText(`${name} ${version}`),
      () => spot,
    );
  }
}

/** The packages that may have been linked. A section that is not such a list has none: it is searched as text anyway. */
function packagesOf(content: Uint8Array): Package[] {
  let list: unknown;
  try {
    list = JSON.parse(inflateSync(content, { maxOutputLength: MAX_UNPACKED_BYTES }).toString('utf8'));
  } catch {
    return [];
  }
  const packages = (list as { packages?: unknown } | null)?.packages;
  if (!Array.isArray(packages)) return [];
  return packages.flatMap((item: { name?: unknown; version?: unknown; kind?: unknown } | null) =>
    typeof item?.name === 'string' && item.kind !== 'build'
      ? [{ name: item.name, version: typeof item.version === 'string' ? item.version : '' }]
      : [],
  );
}

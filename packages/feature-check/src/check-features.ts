import type { Input } from '@wasmgate/cli-kit';
import type { FeaturesJson } from '@wasmgate/contracts/features';
import { verdictOf } from '@wasmgate/contracts/finding';
import { featureSettings, type FeatureSettings } from '@wasmgate/contracts/settings/feature-check';
import { findAliases, type Aliases } from './inspect/aliases.ts';
import { decideGroup, levels, type Grounds, type Level } from './verdict/decide.ts';
import { defaultGroups } from './rules/default-groups.ts';
import { EvidenceLog } from './verdict/evidence.ts';
import { Exceptions } from './verdict/exceptions.ts';
import { groupFindings } from './verdict/group-findings.ts';
import { codeGap } from './inspect/code-gap.ts';
import { inspectDepV0 } from './inspect/inspect-dep-v0.ts';
import { inspectExterns } from './inspect/inspect-externs.ts';
import { inspectNames, type NameCoverage } from './inspect/inspect-names.ts';
import { inspectOutput } from './inspect/inspect-output.ts';
import { inspectStrings } from './inspect/inspect-strings.ts';
import { inspectUnits } from './inspect/inspect-units.ts';
import type { GroupCase } from './inspect/inspection.ts';
import { findRequired, requiredFindings } from './verdict/required.ts';
import { groupRules, importsOnly } from './rules/rules.ts';
import { decode, readSources, type Source, type Sources } from './inspect/sources.ts';
import type { ToolEdge } from './tools/run-tool.ts';
import type { Tool } from './tools/tool.ts';
import { useTool, type ToolRun } from './tools/use-tool.ts';

/** What a check needs beside its input. */
export interface CheckOptions extends ToolEdge {
  /** Version of wasmgate: the tool, unless another is asked for. */
  readonly version: string;
  /** `auto`: the most precise external tool that can be used. */
  readonly tool: 'wasmgate' | 'auto' | Tool['name'];
  /** An absence that rests on strings alone is a violation. */
  readonly strict: boolean;
}

/**
 * Checks a file or a subject for excluded and required features. The report does not depend on the day: it names the
 * exceptions that are used and until when they count. Errors: exit 2 for the input, 3 for an external tool.
 */
export async function checkFeatures(
  input: Input<FeatureSettings>,
  options: CheckOptions,
): Promise<FeaturesJson> {
  const sources = readSources(input);
  const units = sources.build?.units ?? null;
  const config = featureConfig(input);
  const allRules = groupRules(config.groups, sources.build);
  const exceptions = new Exceptions(config.exceptions ?? [], allRules);
  const cases: GroupCase[] = allRules.map((rules) => ({
    rules,
    log: new EvidenceLog(rules, exceptions.pardonOf(rules.config.name)),
  }));
  inspectUnits(units ?? [], cases);
  const { run, coverage, optimized } = await inspect(sources, cases, options);
  const named = isComplete(coverage);
  const grounds = groundsOf(input, config, units !== null, coverage, codeGap(sources));
  const results = cases
    .map(({ rules, log }) => ({
      rules,
      log,
      decision: decideGroup(rules, log.all, grounds),
      open: decideGroup(rules, log.open, grounds),
    }))
    .map((each) => groupFindings(each, { strict: options.strict, namesGap: grounds.namesGap }));
  const { shipped } = sources;
  const required = decode(shipped, () => findRequired(config.required, shipped.binary));
  const findings = [...results.flatMap((result) => result.findings), ...requiredFindings(required)];
  return {
    schema_version: 1,
    settings_sha256: input.settings && featureSettings.sha256(input.settings),
    subject: input.subject?.name ?? null,
    artifact: shipped.artifact,
    artifact_sha256: shipped.sha256,
    kind: shipped.binary.kind,
    tool: run?.tool.name ?? 'wasmgate',
    tool_version: run?.version ?? options.version,
    passed_over: run?.passedOver ?? [],
    evidence_levels: levels.filter((level) => grounds.available.has(level)),
    inspected: inspectedFiles(sources, named, optimized),
    ...(input.settings === null ? { default_groups: true } : {}),
    groups: results.map((result) => result.group),
    ...(config.exceptions === undefined ? {} : { exceptions: exceptions.reported }),
    ...(config.required === undefined ? {} : { required }),
    verdict: verdictOf(findings),
    findings,
  };
}

type FeatureConfig = FeatureSettings['features'];

/** Which evidence there is, and which is demanded. */
function groundsOf(
  { settings }: Input<FeatureSettings>,
  config: FeatureConfig,
  hasUnits: boolean,
  coverage: NameCoverage,
  missingCode: string | null,
): Grounds {
  const available = new Set<Level>(['imports', 'strings']);
  if (hasUnits) available.add('units');
  if (isComplete(coverage)) available.add('names');
  const isCrate = settings?.is_crate === true;
  const required = new Set<Level>(config.require ?? (isCrate ? ['units', 'names'] : []));
  return { available, required, namesGap: namesGap(coverage), codeGap: missingCode };
}

/** A file without a configuration gets the built-in groups; a wasmgate.json says by itself what it excludes. */
function featureConfig({ settings }: Input<FeatureSettings>): FeatureConfig {
  return settings?.features ?? { groups: [...defaultGroups] };
}

interface Inspected {
  /** Null: our own inspection. */
  readonly run: ToolRun | null;
  readonly coverage: NameCoverage;
  /** The module as wasm-opt left it, when it was looked at. */
  readonly optimized: Source | null;
}

async function inspect(
  sources: Sources,
  cases: readonly GroupCase[],
  options: CheckOptions,
): Promise<Inspected> {
  const { named, shipped } = sources;
  if (options.tool === 'wasmgate') return { run: null, ...inspectOurselves(sources, cases) };
  const coverage = decode(named, () => inspectNames(named, []));
  const run = await useTool(options.tool, named === shipped ? [shipped] : [named, shipped], options);
  inspectOutputs(run, sources, cases);
  // A tool that does not show what is a name leaves none to go by.
  return { run, coverage: run.tool.showsNames ? coverage : noNames, optimized: null };
}

const noNames: NameCoverage = { named: 0, unnamed: 0, problem: null };

/** Whether a name that is not there says anything. */
const isComplete = ({ named, unnamed, problem }: NameCoverage): boolean =>
  named > 0 && unnamed === 0 && problem === null;

/** What there is to miss of the names. */
function namesGap({ named, unnamed, problem }: NameCoverage): string {
  if (problem !== null) return `a whole name section (${problem})`;
  return named === 0 ? 'names' : `names of ${unnamed} of ${named + unnamed} functions`;
}

/** Our own inspection. */
function inspectOurselves(sources: Sources, cases: readonly GroupCase[]): Omit<Inspected, 'run'> {
  const { shipped, named } = sources;
  let optimized: Source | null = null;
  let aliasesOf: ((index: number) => Aliases) | undefined;
  // Only what breaks a rule needs them.
  const aliases = (index: number): Aliases => {
    optimized ??= sources.optimized();
    aliasesOf ??= compareNames(named, optimized);
    return aliasesOf(index);
  };
  const coverage = decode(named, () => inspectNames(named, cases, aliases));
  decode(shipped, () => {
    inspectExterns(shipped, cases);
    inspectStrings(shipped, cases);
    inspectDepV0(shipped, cases);
  });
  return { coverage, optimized };
}

function compareNames(linked: Source, optimized: Source | null): (index: number) => Aliases {
  if (linked.binary.kind !== 'module' || optimized?.binary.kind !== 'module') return () => ({});
  const { binary: before } = linked;
  const { binary: after } = optimized;
  try {
    return findAliases(before, after);
  } catch (error) {
    // Code that cannot be followed: then nothing is said of what wasm-opt made of it.
    if (error instanceof Error && error.name === 'WasmFormatError') return () => ({});
    throw error;
  }
}

/** An external tool looks for crates, paths and patterns; units and imports we read ourselves in any case. */
function inspectOutputs(run: ToolRun, { shipped }: Sources, cases: readonly GroupCase[]): void {
  inspectOutput(run, cases);
  const onImports = cases.map(({ rules, log }) => ({ rules: importsOnly(rules), log }));
  decode(shipped, () => inspectExterns(shipped, onImports));
}

const look = ({ artifact, sha256 }: Source, looked: Level[]): FeaturesJson['inspected'][number] => ({
  artifact,
  sha256,
  levels: looked,
});

function inspectedFiles(
  { shipped, named }: Sources,
  complete: boolean,
  optimized: Source | null,
): FeaturesJson['inspected'] {
  const names: Level[] = complete ? ['names'] : [];
  if (named === shipped) return [look(shipped, [...names, 'imports', 'strings'])];
  return [
    look(named, names),
    ...(optimized === null ? [] : [look(optimized, ['names'])]),
    look(shipped, ['imports', 'strings']),
  ];
}

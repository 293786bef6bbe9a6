import type { Input } from '@wasmgate/cli-kit';
import type { FeaturesJson } from '@wasmgate/contracts/features';
import { verdictOf } from '@wasmgate/contracts/finding';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { decide, levels, type Grounds, type Level } from './decide.ts';
import { defaultGroups } from './default-groups.ts';
import { EvidenceLog } from './evidence.ts';
import { groupFindings } from './group-findings.ts';
import { inspectDepV0 } from './inspect-dep-v0.ts';
import { inspectExterns } from './inspect-externs.ts';
import { inspectNames, type NameCoverage } from './inspect-names.ts';
import { inspectOutput } from './inspect-output.ts';
import { inspectStrings } from './inspect-strings.ts';
import { inspectUnits } from './inspect-units.ts';
import type { GroupCase } from './inspection.ts';
import { groupRules } from './rules.ts';
import { decode, readSources, type Sources } from './sources.ts';
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

/** Checks a file or a subject for excluded features. Errors: exit 2 for the input, 3 for an external tool. */
export async function checkFeatures(input: Input, options: CheckOptions): Promise<FeaturesJson> {
  const sources = readSources(input);
  const units = sources.build?.units ?? null;
  const config = featureConfig(input);
  const cases: GroupCase[] = groupRules(config.groups, units ?? []).map((rules) => ({
    rules,
    log: new EvidenceLog(),
  }));
  inspectUnits(units ?? [], cases);
  const { run, coverage } = await inspect(sources, cases, options);
  const named = coverage.named > 0 && coverage.unnamed === 0;
  const available = new Set<Level>(['imports', 'strings']);
  if (units !== null) available.add('units');
  if (named) available.add('names');
  const isCrate = input.kind === 'subject' && input.config.crate !== undefined;
  const required = new Set<Level>(config.require ?? (isCrate ? ['units', 'names'] : []));
  const grounds: Grounds = { available, required, namesGap: namesGap(coverage) };
  const decided = cases.map(({ rules, log }) => ({ rules, log, decision: decide(rules, log, grounds) }));
  const results = decided.map((each) =>
    groupFindings(each, { strict: options.strict, namesGap: grounds.namesGap }),
  );
  const findings = results.flatMap((result) => result.findings);
  return {
    schema_version: 1,
    subject: input.subject?.name ?? null,
    artifact: sources.shipped.artifact,
    artifact_sha256: sources.shipped.sha256,
    kind: sources.shipped.binary.kind,
    tool: run?.tool.name ?? 'wasmgate',
    tool_version: run?.version ?? options.version,
    passed_over: run?.passedOver ?? [],
    evidence_levels: levels.filter((level) => available.has(level)),
    inspected: inspectedFiles(sources, named),
    groups: results.map((result) => result.group),
    verdict: verdictOf(findings),
    findings,
  };
}

/** A file without a configuration gets the built-in groups; a wasmgate.json says by itself what it excludes. */
function featureConfig({ config }: Input): NonNullable<SubjectConfig['features']> {
  return config === null ? { groups: [...defaultGroups] } : (config.features ?? { groups: [] });
}

interface Inspected {
  /** Null: our own inspection. */
  readonly run: ToolRun | null;
  readonly coverage: NameCoverage;
}

async function inspect(
  sources: Sources,
  cases: readonly GroupCase[],
  options: CheckOptions,
): Promise<Inspected> {
  const { named, shipped } = sources;
  if (options.tool === 'wasmgate') return { run: null, coverage: inspectOurselves(sources, cases) };
  // Names that cannot be read are an error of the file: found before a tool is looked for.
  const coverage = decode(named, () => inspectNames(named.binary, []));
  const run = await useTool(options.tool, named === shipped ? [shipped] : [named, shipped], options);
  inspectOutputs(run, sources, cases);
  // A tool that does not show what is a name leaves none to go by.
  return { run, coverage: run.tool.showsNames ? coverage : { named: 0, unnamed: 0 } };
}

/** What there is to miss of the names. */
function namesGap({ named, unnamed }: NameCoverage): string {
  return named === 0 ? 'names' : `names of ${unnamed} of ${named + unnamed} functions`;
}

/** Our own inspection. */
function inspectOurselves({ shipped, named }: Sources, cases: readonly GroupCase[]): NameCoverage {
  const coverage = decode(named, () => inspectNames(named.binary, cases));
  decode(shipped, () => {
    inspectExterns(shipped.binary, cases);
    inspectStrings(shipped.binary, cases);
    inspectDepV0(shipped.binary, cases);
  });
  return coverage;
}

/** An external tool looks for crates, paths and patterns; units and imports we read ourselves in any case. */
function inspectOutputs(run: ToolRun, { shipped }: Sources, cases: readonly GroupCase[]): void {
  inspectOutput(run, cases);
  const importsOnly = cases.map(({ rules, log }) => ({
    rules: { ...rules, crates: [], paths: [], patterns: [] },
    log,
  }));
  decode(shipped, () => inspectExterns(shipped.binary, importsOnly));
}

function inspectedFiles({ shipped, named }: Sources, complete: boolean): FeaturesJson['inspected'] {
  const names: Level[] = complete ? ['names'] : [];
  if (named === shipped) {
    return [{ artifact: shipped.artifact, sha256: shipped.sha256, levels: [...names, 'imports', 'strings'] }];
  }
  return [
    { artifact: named.artifact, sha256: named.sha256, levels: names },
    { artifact: shipped.artifact, sha256: shipped.sha256, levels: ['imports', 'strings'] },
  ];
}

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
import { inspectNames } from './inspect-names.ts';
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
  const run = options.tool === 'wasmgate' ? null : await runExternal(options.tool, sources, options);
  const named = run === null ? inspectOurselves(sources, cases) : inspectWith(run, sources, cases);
  const available = new Set<Level>(['imports', 'strings']);
  if (units !== null) available.add('units');
  if (named) available.add('names');
  const isCrate = input.kind === 'subject' && input.config.crate !== undefined;
  const required = new Set<Level>(config.require ?? (isCrate ? ['units', 'names'] : []));
  const grounds: Grounds = { available, required };
  const decided = cases.map(({ rules, log }) => ({ rules, log, decision: decide(rules, log, grounds) }));
  const results = decided.map((each) => groupFindings(each, options.strict));
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

/** Our own inspection. The result says whether every function has a name. */
function inspectOurselves({ shipped, named }: Sources, cases: readonly GroupCase[]): boolean {
  const complete = decode(named, () => inspectNames(named.binary, cases));
  decode(shipped, () => {
    inspectExterns(shipped.binary, cases);
    inspectStrings(shipped.binary, cases);
    inspectDepV0(shipped.binary, cases);
  });
  return complete;
}

function runExternal(
  tool: Exclude<CheckOptions['tool'], 'wasmgate'>,
  { named, shipped }: Sources,
  edge: ToolEdge,
): Promise<ToolRun> {
  return useTool(tool, named === shipped ? [shipped] : [named, shipped], edge);
}

/** An external tool looks for crates, paths and patterns; units and imports we read ourselves in any case. */
function inspectWith(run: ToolRun, { shipped, named }: Sources, cases: readonly GroupCase[]): boolean {
  inspectOutput(run, cases);
  const importsOnly = cases.map(({ rules, log }) => ({
    rules: { ...rules, crates: [], paths: [], patterns: [] },
    log,
  }));
  decode(shipped, () => inspectExterns(shipped.binary, importsOnly));
  return run.tool.showsNames && decode(named, () => inspectNames(named.binary, []));
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

import { budgetLimit } from '@wasmgate/contracts/budget';
import { metricOf } from '@wasmgate/contracts/metrics';
import type { SubjectConfig } from '@wasmgate/contracts/subject';
import { toleranceOf } from '../compare/subject/tolerance.ts';

/** Something of a wasmgate.json that can fail, or that keeps something from failing. */
export interface Limit {
  /** Its name, in parts. */
  readonly path: readonly string[];
  readonly text: string;
  /** Of two limits of a name the higher one lets more pass. */
  readonly looseness: number;
  /** What holds where there is none of that name. */
  readonly absent: { readonly looseness: number; readonly text?: string };
  /** Why it lets something pass, where it says so itself. */
  readonly reason?: string;
}

type Group = NonNullable<SubjectConfig['features']>['groups'][number];

/** Without it nothing fails. */
const UNLIMITED = { looseness: Infinity } as const;

const demand = (path: readonly string[], text: string): Limit => ({
  path,
  text,
  looseness: 0,
  absent: UNLIMITED,
});

/** Every limit of a subject. */
export function limitsOf(config: SubjectConfig): Limit[] {
  return [
    ...budgetLimits(config),
    ...policyLimits(config),
    ...exportLimits(config),
    ...startLimits(config),
    ...memoryLimits(config),
    ...featureLimits(config),
  ];
}

function budgetLimits({ budgets = {} }: SubjectConfig): Limit[] {
  return Object.entries(budgets).flatMap(([metric, budget]): Limit[] => {
    if (budget === undefined) return [];
    const { max, waive } = budgetLimit(budget);
    const text = `${max} ${metricOf(metric)?.unit ?? ''}`.trim();
    const path = ['budgets', metric];
    return waive === undefined
      ? [{ path, text, looseness: max, absent: UNLIMITED }]
      : [{ path, text: `${text}, waived`, looseness: Infinity, absent: UNLIMITED, reason: waive }];
  });
}

function policyLimits({ policy = {} }: SubjectConfig): Limit[] {
  return Object.keys(policy).map((metric) => {
    const [said, usual] = [toleranceOf(metric, policy), toleranceOf(metric)];
    return {
      path: ['policy', metric],
      text: `${said} %`,
      looseness: said,
      absent: { looseness: usual, text: `${usual} %` },
    };
  });
}

function exportLimits({ exports = [] }: SubjectConfig): Limit[] {
  if (Array.isArray(exports)) return exports.map((name) => demand(['exports', name], 'required'));
  const absent = { looseness: 0, text: 'at least one' };
  return [{ path: ['exports'], text: 'none', looseness: 1, absent, reason: exports.none }];
}

/** Nothing that is not started can start too slowly. */
function startLimits({ startup }: SubjectConfig): Limit[] {
  if (startup?.engine !== 'off') return [];
  const { reason } = startup;
  const off = { text: 'off', looseness: 1, absent: { looseness: 0, text: 'measured' } };
  return [{ path: ['startup', 'engine'], ...off, ...(reason === undefined ? {} : { reason }) }];
}

/** Nothing that is not counted can grow, and what may leak may leak more. */
function memoryLimits({ memory: { off, may_leak = {} } = {} }: SubjectConfig): Limit[] {
  const absent = { looseness: 0, text: 'counted' };
  return [
    ...(off === undefined
      ? []
      : [{ path: ['memory', 'off'], text: 'off', looseness: 1, absent, reason: off }]),
    ...Object.entries(may_leak).map(([name, reason]) => ({
      path: ['memory', 'may_leak', name],
      text: 'may leak',
      looseness: 1,
      absent: { looseness: 0, text: 'may not' },
      reason,
    })),
  ];
}

function featureLimits({ features, crate }: SubjectConfig): Limit[] {
  const { groups = [], required = {}, exceptions = [], require } = features ?? {};
  const levels = require ?? (crate === undefined || features === undefined ? [] : ['units', 'names']);
  return [
    ...levels.map((level) => demand(['features', 'require', level], 'demanded')),
    ...groups.flatMap(groupLimits),
    ...(['exports', 'imports'] as const).flatMap((kind) =>
      (required[kind] ?? []).map((name) => demand(['features', 'required', kind, name], 'required')),
    ),
    ...exceptions.map(({ group, rule, match, reason, owner, expires }) => ({
      path: ['features', 'exceptions', group, ...(rule === undefined ? [] : [rule]), match],
      text: `until ${expires}`,
      looseness: Number(expires.replaceAll('-', '')),
      absent: { looseness: -Infinity },
      reason: `${reason} (${owner})`,
    })),
  ];
}

/** The lists of a group, and what one rule of such a list is called in `rules`. */
const LISTS = {
  crates: 'crate',
  paths: 'path',
  functions: 'function',
  imports: 'import',
  patterns: 'pattern',
  strings: 'string',
} as const satisfies Partial<Record<keyof Group, string>>;

function groupLimits(group: Group): Limit[] {
  const path = ['features', 'groups', group.name];
  const lists = Object.entries(LISTS) as [keyof typeof LISTS, (typeof LISTS)[keyof typeof LISTS]][];
  const mention = group.mention ?? 'fail';
  return [
    demand(path, 'excluded'),
    {
      path: [...path, 'mention'],
      text: mention,
      looseness: mention === 'warn' ? 1 : 0,
      absent: { looseness: 0, text: 'fail' },
    },
    // A rule with a reason of its own excludes what one in a list does: it may move between them.
    ...lists.flatMap(([list, kind]) => {
      const alone = (group.rules ?? []).flatMap((rule) => rule[kind] ?? []);
      const rules = new Set([...(group[list] ?? []), ...alone]);
      return [...rules].map((rule) => demand([...path, list, rule], 'excluded'));
    }),
  ];
}

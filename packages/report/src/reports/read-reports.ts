import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { adviceReport } from '@wasmgate/contracts/advice';
import { buildReport } from '@wasmgate/contracts/build';
import { checkReport } from '@wasmgate/contracts/check';
import { InputError } from '@wasmgate/contracts/errors';
import { featuresReport } from '@wasmgate/contracts/features';
import { judgeExceptions } from '@wasmgate/contracts/judge-exceptions';
import { readJson } from '@wasmgate/contracts/json-file';
import { REPORT_DIR } from '@wasmgate/contracts/layout';
import { memoryReport } from '@wasmgate/contracts/memory';
import { regressionReport } from '@wasmgate/contracts/regression';
import type { Report } from '@wasmgate/contracts/report';
import { gateSettings } from '@wasmgate/contracts/settings/gate';
import { sizeReport } from '@wasmgate/contracts/size';
import { startupReport } from '@wasmgate/contracts/startup';
import { treeReport } from '@wasmgate/contracts/tree';
import type { SubjectFolder } from '@wasmgate/contracts/workspace';
import type { Reports } from './reports.ts';

/**
 * Reads what there is of a subject. Errors (exit 2): a report that is invalid, or none at all. Exceptions are judged here, as
 * the gate does: features.json does not depend on the day.
 */
export function readReports({ name, dir }: SubjectFolder): Reports {
  const folder = join(dir, REPORT_DIR);
  const read = <T>(report: Report<T>): T | null =>
    existsSync(join(folder, report.file)) ? report.read(dir) : null;
  const [features, gate] = [read(featuresReport), read(gateSettings)];
  return something(folder, {
    name,
    check: null,
    build: read(buildReport),
    size: read(sizeReport),
    tree: read(treeReport),
    features: features && gate ? judgeExceptions(features, gate.exceptions) : features,
    startup: read(startupReport),
    memory: read(memoryReport),
    regression: read(regressionReport),
    advice: null,
    history: [],
  });
}

/** The same, and what no task makes, so that a page that is cached cannot have it. Errors as those of `readReports`. */
export function readByHand(subject: SubjectFolder): Reports {
  const hasAdvice = existsSync(adviceReport.path(subject.dir));
  return { ...readReports(subject), advice: hasAdvice ? adviceReport.read(subject.dir) : null };
}

/** Reads what lies in a folder that `wasmgate check` wrote. Errors as those of `readReports`. */
export function readChecked(folder: string): Reports {
  const file = join(folder, checkReport.file);
  const check = checkReport.check(file, readJson(file));
  const { artifact, size, startup, excluded } = check;
  const tree = join(folder, treeReport.file);
  return {
    name: basename(artifact),
    check,
    build: null,
    size,
    tree: existsSync(tree) ? treeReport.check(tree, readJson(tree)) : null,
    features: excluded,
    startup,
    memory: null,
    regression: null,
    advice: null,
    history: [],
  };
}

function something(folder: string, reports: Reports): Reports {
  if (
    Object.values(reports).some(
      (report) => typeof report === 'object' && report !== null && 'schema_version' in report,
    )
  )
    return reports;
  throw new InputError(`${folder}: there is no report to show`, { fix: 'make them: npx turbo run verify' });
}

import type { Reports } from '../reports/reports.ts';
import { advice } from '../sections/advice.ts';
import { features } from '../sections/features.ts';
import { head } from '../sections/head.ts';
import { history } from '../sections/history.ts';
import { made } from '../sections/made.ts';
import { memory } from '../sections/memory.ts';
import { size } from '../sections/size.ts';
import { startup } from '../sections/startup.ts';
import { pageFrame } from './page-frame.ts';
import type { Section } from './section.ts';

/** The parts of a page, in their order: each is absent when what it is about was not reported. */
const parts: readonly ((reports: Reports) => Section | null)[] = [
  size,
  advice,
  features,
  startup,
  memory,
  history,
  made,
];

/** The page of a subject, or of a file, as HTML. */
export function subjectPage(reports: Reports): string {
  return pageFrame({
    title: reports.name,
    head: head(reports),
    sections: parts.flatMap((part) => part(reports) ?? []),
  });
}

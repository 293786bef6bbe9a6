import { join } from 'node:path';
import { keyedFiles } from './keyed-files.ts';
import { ROOT, type MemberInputs } from './member-inputs.ts';
import type { TurboTasks } from './turbo-tasks.ts';

/** An input that a task lacks. */
export interface MissingInput {
  readonly task: keyof MemberInputs;
  /** As turbo.json is to say it. */
  readonly input: string;
}

/** Stands for what a folder may come to hold. */
const ANY_FILE = 'any/file';

/** The inputs that no glob of the tasks covers: one written by hand may be wider. */
export function missingInputs(
  wanted: MemberInputs,
  { subjectDir, root, tasks }: { subjectDir: string; root: string; tasks: TurboTasks },
): MissingInput[] {
  return (['settings', 'build'] as const).flatMap((task) => {
    const place = keyedFiles({ subjectDir, root, inputs: tasks[task].inputs });
    const isKeyed = (input: string) =>
      place(join(root, input.slice(ROOT.length).replace(/\*\*$/, ANY_FILE))).keyed;
    return wanted[task].filter((input) => !isKeyed(input)).map((input) => ({ task, input }));
  });
}

import { exclusionsOf, ROOT, type MemberInputs } from '../keyed/member-inputs.ts';
import type { MissingInput } from '../keyed/missing-inputs.ts';
import type { TurboTasks } from '../keyed/turbo-tasks.ts';

/** Files whose content `settings` writes down: nobody but sync has a reason to list them. */
const OF_SETTINGS = /\/(?:Cargo\.(?:toml|lock)|wasmgate\.json)$/;

/**
 * Inputs that sync wrote and that nothing needs any more. It wrote a package's folder when the folders that it takes out of it stand
 * there as well; a line like it that somebody wrote by hand stays.
 */
export function staleInputs(wanted: MemberInputs, tasks: TurboTasks): MissingInput[] {
  const { settings, build } = { settings: tasks.settings.inputs, build: tasks.build.inputs };
  const folders = build.filter(
    (input) =>
      input.startsWith(ROOT) &&
      input.endsWith('/**') &&
      !wanted.build.includes(input) &&
      exclusionsOf(input).every((one) => build.includes(one)),
  );
  return [
    ...settings
      .filter((input) => input.startsWith(ROOT) && OF_SETTINGS.test(input))
      .filter((input) => !wanted.settings.includes(input))
      .map((input) => ({ task: 'settings' as const, input })),
    ...folders
      .flatMap((input) => [input, ...exclusionsOf(input)])
      .map((input) => ({ task: 'build' as const, input })),
  ];
}

import { describe, expect, it } from 'vitest';
import { rootTask, singlePackageTasks, subjectTasks } from '../../src/init/gate-tasks.ts';
import { TURBO_VERSION } from '../../src/init/turbo-version.ts';
import { ours } from './repository.ts';

const { tasks, globalPassThroughEnv } = ours('turbo.json') as {
  tasks: Record<string, { passThroughEnv?: string[] }>;
  globalPassThroughEnv: string[];
};

const whole = (task: object & { passThroughEnv?: string[] }) => ({
  ...task,
  passThroughEnv: [...globalPassThroughEnv, ...(task.passThroughEnv ?? [])],
});

describe('the tasks of an adopter', () => {
  it('are this repository’s, but for what compiles the tools', () => {
    const { transit: _transit, compile: _compile, '//#environment': environment, ...others } = tasks;
    expect(subjectTasks).toEqual(
      Object.fromEntries(
        Object.entries(others).map(([name, task]) => [name, { extends: false, ...whole(task) }]),
      ),
    );
    const { dependsOn: _dependsOn, ...found } = whole(environment ?? {}) as { dependsOn?: unknown };
    expect(rootTask).toEqual({ '//#environment': found });
  });

  it('of a single package name each other without //#', () => {
    expect(Object.keys(singlePackageTasks)).toEqual(['environment', ...Object.keys(subjectTasks)]);
    expect(JSON.stringify(singlePackageTasks)).not.toContain('//#');
    expect(singlePackageTasks['settings']).toMatchObject({ dependsOn: ['environment'] });
  });

  it('are run by the turbo that this repository has', () => {
    expect(ours('package.json')).toMatchObject({ devDependencies: { turbo: TURBO_VERSION } });
  });
});

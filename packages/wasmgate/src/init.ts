import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { isUnderTurbo, main, type BinContext, type BinSpec } from '@wasmgate/cli-kit';
import { EnvironmentError, InputError, type ExitCode } from '@wasmgate/contracts/errors';
import { CONFIG_FILE } from '@wasmgate/contracts/layout';
import { listSubjects } from '@wasmgate/contracts/list-subjects';
import { printable } from '@wasmgate/contracts/printable';
import { readSubjectConfig } from '@wasmgate/contracts/subject';
import { findWorkspaceRoot } from '@wasmgate/contracts/workspace';
import { chooseCandidates } from './init/choose-candidates.ts';
import { chooseLayout } from './init/choose-layout.ts';
import { findCandidates } from './init/find-candidates.ts';
import { commandsIn, measureFirst, runWasmgate, type Commands } from './init/measure.ts';
import { planFiles } from './init/plan-files.ts';
import type { Versions } from './init/plan-package-json.ts';
import { renderPlan } from './init/render-plan.ts';
import { readRepository, type Repository } from './init/repository.ts';
import { TURBO_VERSION } from './init/turbo-version.ts';

declare const __VERSION__: string;

const summary = 'prepare a repository: find what can be gated, and write what that needs';

/** `wasmgate init`. */
const initBin = (stdin: NodeJS.ReadStream): BinSpec => ({
  name: 'wasmgate init',
  version: __VERSION__,
  summary,
  examples: [
    'wasmgate init                       show what would be written, and ask',
    'wasmgate init --yes --measure       write it, measure, and accept what was measured',
    'wasmgate init --only app --yes      gate this alone',
  ],
  command: {
    summary,
    args: [{ flags: '[folder]', description: 'the repository; default: the one of this folder' }],
    options: [
      { flags: '-y, --yes', description: 'do not ask' },
      { flags: '--only <name...>', description: 'gate these crates and .wasm files, by name or path' },
      {
        flags: '--measure',
        description: 'then verify, take budgets from that, and accept it into baseline.json',
      },
      { flags: '--no-install', description: 'do not run the package manager' },
    ],
    run: (context) => init(context, stdin),
  },
});

async function init(context: BinContext, stdin: NodeJS.ReadStream): Promise<ExitCode> {
  const { args, io, options } = context;
  if (isUnderTurbo(io)) throw new InputError('wasmgate init is no task of turbo');
  const root = args[0] === undefined ? (findWorkspaceRoot(io.cwd) ?? io.cwd) : resolve(io.cwd, args[0]);
  const repository = readRepository(root);
  const say = (text: string): void => void (options['quiet'] === true ? undefined : context.say(text));
  const commands = commandsIn(root, context);
  const isReady = await prepare(repository, { context, stdin, say, commands });
  if (!isReady) return 0;
  if (options['measure'] === true) return measureFirst(root, commands);
  return 0;
}

interface Preparing {
  readonly context: BinContext;
  readonly stdin: NodeJS.ReadStream;
  readonly say: (text: string) => void;
  readonly commands: Commands;
}

/** Writes what is missing, after a yes. True when there is nothing left to write. */
async function prepare(
  repository: Repository,
  { context, stdin, say, commands }: Preparing,
): Promise<boolean> {
  const { options, screen } = context;
  const { paint } = screen;
  const { root, manager, strays, subjects } = repository;
  for (const folder of strays) {
    say(
      paint(
        'warn',
        `${printable(folder)}/wasmgate.json: no package of the workspace lies there, so turbo run verify passes it over and is green all the same`,
      ),
    );
  }
  const only = options['only'] as string[] | undefined;
  // Who measures what is gated already asks for nothing else to be gated.
  if (options['measure'] === true && only === undefined && subjects > 0) return true;
  const choice = chooseCandidates(findCandidates(repository), only);
  if (choice.chosen.length === 0) {
    if (subjects > 0) {
      say(
        `nothing to do: ${subjects} subject${subjects === 1 ? ' is' : 's are'} gated, and there is nothing else to gate`,
      );
      return true;
    }
    throw new InputError(
      `${root}: there is nothing to gate: no crate builds a cdylib, and git tracks no .wasm; turbo run verify would run nothing and be green`,
      {
        fix: 'in Cargo.toml: [lib] crate-type = ["cdylib"]; or put a .wasm here, and git add it',
      },
    );
  }
  const draft = planFiles(
    repository,
    choice.chosen,
    chooseLayout(repository, choice.chosen),
    versions(repository),
  );
  say(renderPlan(choice, draft.changes, paint));
  for (const note of notes(repository)) say(paint('warn', `\n${note}`));
  const install = `${manager.program} ${manager.install.join(' ')}`;
  if (!(await isAgreed(context, stdin, `\nWrite this and run ${install}? [y/N] `))) {
    say('\nnothing was written; --yes writes it');
    return false;
  }
  draft.write();
  if (options['install'] === false) {
    say(`\nwritten; then: ${install}`);
    return options['measure'] === true;
  }
  if (!(await commands.run(manager.program, manager.install))) {
    throw new EnvironmentError(`${install} failed: see above`, { fix: `${install}, in ${root}` });
  }
  await syncCrates(root, commands);
  say(
    `\nwritten. Next:\n  ${manager.exec} wasmgate init --measure   measures, sets budgets, accepts what was measured\n  git add -A && git commit               what was written`,
  );
  return true;
}

/** Writes down what each crate is made of beside its own folder: that keys its build. */
async function syncCrates(root: string, commands: Commands): Promise<void> {
  for (const { name, dir } of listSubjects(root)) {
    if (readSubjectConfig(join(dir, CONFIG_FILE)).crate === undefined) continue;
    if (await runWasmgate(commands, ['sync'], dir)) continue;
    throw new EnvironmentError(`what the crate of ${name} is made of was not found: see above`, {
      fix: `npx wasmgate sync (in the folder of ${name})`,
    });
  }
}

/** What a reader should know who has other tasks, or another turbo. */
function notes({ turboTasks, packageJson }: Repository): string[] {
  const turbo = packageJson?.devDependencies?.['turbo'] ?? packageJson?.dependencies?.['turbo'];
  return [
    ...(turboTasks.size > 0
      ? [
          'turbo.json keeps its concurrency, for there are other tasks: turbo run verify --concurrency=1 leaves a benchmark alone on the machine, as the workflow does',
        ]
      : []),
    ...(turbo === undefined || turbo.includes(TURBO_VERSION)
      ? []
      : [`turbo ${printable(turbo)} is here already and stays; the tasks were tried with ${TURBO_VERSION}`]),
  ];
}

function versions({ root, manager, packageJson }: Repository): Versions {
  const ask = (file: string, ...args: string[]): string =>
    execFileSync(file, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  const [, said] = packageJson?.packageManager?.split('@') ?? [];
  try {
    return {
      wasmgate: __VERSION__,
      turbo: TURBO_VERSION,
      manager: said ?? ask(manager.program, '--version'),
      branch: ask('git', 'symbolic-ref', '--short', 'HEAD'),
    };
  } catch (cause) {
    throw new EnvironmentError(`${manager.program} or git does not run here`, {
      cause,
      fix: `install ${manager.program}, and check out a branch`,
    });
  }
}

async function isAgreed(
  { options }: BinContext,
  stdin: NodeJS.ReadStream,
  question: string,
): Promise<boolean> {
  if (options['yes'] === true) return true;
  if (stdin.isTTY !== true) return false;
  const terminal = createInterface({ input: stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}

/** Runs `wasmgate init` in this process. */
export const run = (process: NodeJS.Process): Promise<void> => main(initBin(process.stdin), process);

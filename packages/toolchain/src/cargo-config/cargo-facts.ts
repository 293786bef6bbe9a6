import type { CargoFacts } from '@wasmgate/contracts/environment';
import { cargoFolder, type Subject } from '@wasmgate/contracts/subject';
import { rootOf } from '@wasmgate/contracts/workspace';
import { cCompilerIdentity } from '../machine/c-compiler.ts';
import { toolVersion } from '../machine/tool-version.ts';
import { pinnedChannel } from '../rust/pinned-channel.ts';
import type { ToolContext } from '../tool-context.ts';
import { readCargoVariables } from './cargo-variables.ts';
import { neutralText } from './neutral-text.ts';
import { readCargoConfig } from './read-cargo-config.ts';

/**
 * What lies outside a subject and changes what cargo makes of it: the same on every machine where it is the same. Of variables those
 * of cargo's own families; what wasmgate.json declares beside them keys the task by turbo's `env`. Spawns nothing when the C compiler
 * and the tool of `postlink` are known. Throws InputError (exit 2) naming a configuration that cannot be read.
 */
export async function cargoFacts(
  subject: Pick<Subject, 'dir' | 'config'>,
  context: Pick<ToolContext, 'env' | 'signal'> & Partial<Pick<ToolContext, 'progress'>>,
): Promise<CargoFacts> {
  const { env } = context;
  const { crate, native, postlink } = subject.config;
  const dir = cargoFolder(subject);
  const place = { env, root: rootOf(dir) };
  const use = { native: native !== undefined };
  const { values, problems } = readCargoConfig(dir, { ...place, ...use });
  const compiler = crate?.c_compiler;
  return {
    config: { ...values },
    refused: [...new Set(problems.map(({ key }) => key))].toSorted(),
    variables: { ...readCargoVariables(env, { ...use, neutral: neutralText(dir, place) }) },
    c_compiler: compiler === undefined ? null : await cCompilerIdentity(compiler, context),
    ...(postlink === undefined ? {} : { postlink: await toolVersion(postlink[0] ?? '', context) }),
    pinned: pinnedChannel(dir),
  };
}

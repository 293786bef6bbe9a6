import { realpathSync } from 'node:fs';
import { homeFolder } from '../machine/machine.ts';
import { cargoHome, type ConfigPlace } from './config-files.ts';

function spellings(path: string): string[] {
  try {
    return [...new Set([realpathSync(path), path])];
  } catch {
    return [path];
  }
}

/**
 * Makes a text the same on every machine: the subject's folder becomes /workspace, as in what is built, the repository
 * /repository, cargo's home /cargo and the user's ~. A user and a password in an address go.
 */
export function neutralText(subjectDir: string, { env, root }: ConfigPlace): (text: string) => string {
  const folders = [
    [subjectDir, '/workspace'],
    [root, '/repository'],
    [cargoHome(env), '/cargo'],
    [homeFolder(env), '~'],
  ] as const;
  const names = folders
    .flatMap(([path, name]) => spellings(path).map((from) => [from, name] as const))
    .filter(([from]) => from.length > 1)
    .toSorted(([a], [b]) => b.length - a.length);
  return (text) =>
    names
      .reduce((said, [from, name]) => replaceFolder(said, from, name), text)
      .replaceAll(/(:\/\/)[^/@\s]+@/g, '$1');
}

/** Replaces a folder, but not the beginning of another one's name. */
function replaceFolder(text: string, folder: string, name: string): string {
  let out = '';
  let rest = text;
  for (let at = rest.indexOf(folder); at !== -1; at = rest.indexOf(folder)) {
    const next = rest[at + folder.length];
    const whole = next === undefined || !/[\w.-]/.test(next);
    out += rest.slice(0, at) + (whole ? name : folder);
    rest = rest.slice(at + folder.length);
  }
  return out + rest;
}

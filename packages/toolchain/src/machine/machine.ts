import { arch, homedir, platform } from 'node:os';

/** The machine, in the words that toolchains use. */
export interface Machine {
  /** Operating system as Node names it, such as linux. */
  readonly os: string;
  /** Architecture as Node names it, such as x64. */
  readonly arch: string;
  /** Machine as in toolchain.lock.json, such as x86_64-linux. */
  readonly platform: string;
  /** Suffix of executable files. */
  readonly exe: '' | '.exe';
}

const archNames: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };
const osNames: Readonly<Record<string, string>> = { win32: 'windows' };

/** A machine from Node's names for its operating system and architecture. */
export function machineNamed(os: string, cpu: string): Machine {
  return {
    os,
    arch: cpu,
    platform: `${archNames[cpu] ?? cpu}-${osNames[os] ?? os}`,
    exe: os === 'win32' ? '.exe' : '',
  };
}

/** The machine that this process runs on. */
export function thisMachine(): Machine {
  return machineNamed(platform(), arch());
}

/** The user's home folder: what the environment says, else what the system says. */
export function homeFolder(env: Readonly<Record<string, string | undefined>>): string {
  return env['HOME'] ?? env['USERPROFILE'] ?? homedir();
}

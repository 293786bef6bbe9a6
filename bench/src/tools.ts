import { join } from 'node:path';
import { findOnPath, runProcess, type Environment } from '@wasmgate/process';

/** A command to measure: `argv` with the file put last. */
export interface Tool {
  readonly name: string;
  readonly argv: readonly string[];
  /** As it says itself; undefined for what is of this repository. */
  readonly version: string | undefined;
  /** Exit codes that are an answer. Another one means that the tool refuses the file. */
  readonly answers: readonly number[];
}

/** A peer, the variable that names its program, and what is measured of it. */
interface Peer {
  readonly program: string;
  readonly variable: string;
  readonly runs: readonly (readonly string[])[];
}

/** twiggy 0.8: `cargo install twiggy`. wabt: `apt install wabt`. wasm-tools: `cargo install wasm-tools`. */
const peers: readonly Peer[] = [
  { program: 'twiggy', variable: 'TWIGGY', runs: [['top'], ['dominators']] },
  { program: 'wasm-objdump', variable: 'WASM_OBJDUMP', runs: [['-x']] },
  { program: 'wasm-tools', variable: 'WASM_TOOLS', runs: [['objdump'], ['print']] },
];

/** Node itself, and the two bins of this repository, which `npm run prepare` compiles. */
export function ownTools(modules: string): Tool[] {
  const bin = (name: string, ...args: string[]): Tool => ({
    name: [name, ...args].join(' '),
    argv: [process.execPath, join(modules, '@wasmgate', name.replace('wasm-', ''), 'bin.js'), ...args],
    version: undefined,
    answers: [0, 1],
  });
  return [
    {
      name: 'node -e 0',
      argv: [process.execPath, '-e', '0'],
      version: `node ${process.version}`,
      answers: [0],
    },
    bin('wasm-size', '--compress', 'none', '--json'),
    bin('wasm-feature-check', '--json'),
  ];
}

/** The peers that are installed, and the programs that are not. */
export async function installedPeers(env: Environment): Promise<{ tools: Tool[]; missing: string[] }> {
  const tools: Tool[] = [];
  const missing: string[] = [];
  for (const { program, variable, runs } of peers) {
    const path = env[variable] ?? findOnPath(env, program);
    if (path === null) {
      missing.push(`${program} (not on PATH, and $${variable} is not set)`);
      continue;
    }
    // wasm-objdump says its number alone.
    // oxlint-disable-next-line no-await-in-loop
    const { stdout } = await runProcess({ file: path, args: ['--version'], env });
    const [said = ''] = stdout.trim().split('\n');
    const version = /[a-z]/.test(said) ? said : `${program} ${said}`;
    for (const args of runs) {
      tools.push({ name: [program, ...args].join(' '), argv: [path, ...args], version, answers: [0] });
    }
  }
  return { tools, missing };
}

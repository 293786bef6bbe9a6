import type { Advice, Refusal } from '@wasmgate/contracts/advice';
import type { AdviceArgs, AdviceCode } from '@wasmgate/contracts/advice-codes';
import { printable } from '@wasmgate/contracts/printable';
import { printableArgs } from './finding-text.ts';

/** How a piece of advice is put into words: what it is, what it costs, and how it is done. */
interface AdviceWords<C extends AdviceCode> {
  readonly what: (args: AdviceArgs<C>) => string;
  readonly cost: (args: AdviceArgs<C>) => string;
  readonly how: (args: AdviceArgs<C>) => string;
}

/** What each role of custom sections is for. */
const roleCosts: Readonly<Record<string, string>> = {
  names: 'stack traces and profilers show numbers for names; keep a copy with names to look them up in',
  debug_info: 'debuggers see no source; keep a copy with debug information beside what ships',
  source_map: 'developer tools find no source map',
  relocation: 'it cannot be linked again',
  linking: 'it cannot be linked again',
  producers: 'nobody can tell from the file which tools made it',
  target_features: 'tools that transform it later must be told which features it uses',
  dependency_list: 'auditing tools cannot list the dependencies that it was made of',
  build_id: 'a server of symbols cannot find what belongs to it',
};

const words: { readonly [C in AdviceCode]: AdviceWords<C> } = {
  custom_sections_idle: {
    what: ({ sections }) => `leave out custom sections that nothing reads at run time: ${listed(sections)}`,
    cost: ({ role }) => roleCosts[role] ?? 'what reads them finds nothing',
    how: ({ sections }) =>
      `wasmgate.json: "optimize": { …, "drop_sections": ${JSON.stringify(sections.slice(0, 8))} }; elsewhere wasm-tools strip ${sections
        .slice(0, 8)
        .map((name) => `--delete '${exactly(name)}'`)
        .join(' ')} -o out.wasm in.wasm`,
  },
  optimizer_gains: {
    what: ({ options, from }) => `wasm-opt ${options}, of ${from}`,
    cost: ({ options }) =>
      /-O[34]/.test(options)
        ? 'a build that takes longer'
        : 'a build that takes longer; speed changes little, and should be measured where it matters',
    how: ({ options }) => {
      const level = /^-(O\w)$/.exec(options)?.[1];
      const setting = level === undefined ? '' : `"optimize": { "level": "${level}" } in wasmgate.json, or `;
      return `${setting}npx wasm-opt ${options} in.wasm -o out.wasm`;
    },
  },
  traps_never_happen: {
    what: ({ options, from }) =>
      `wasm-opt ${options}, of ${from}: code that would trap is taken never to run`,
    cost: () =>
      'what trapped may do anything afterwards: only for programs that never rely on a trap (a panic of Rust under panic = "abort" is one)',
    how: ({ options }) => `npx wasm-opt ${options} in.wasm -o out.wasm`,
  },
  similar_functions: {
    what: ({ options, from }) =>
      `wasm-opt ${options}, of ${from}: functions that are nearly alike share a body`,
    cost: () => 'calls of them take a parameter or an indirection more',
    how: ({ options }) => `npx wasm-opt ${options} in.wasm -o out.wasm`,
  },
  exports_unused: {
    what: ({ exports, count }) =>
      `leave out ${plural(count, 'export')} that nobody calls: ${listed(exports)}`,
    cost: ({ evidence }) => `nobody can call them: ${evidence}`,
    how: () => 'remove the export in the source, or by wasm-metadce with the exports that are called',
  },
  nothing_leads_there: {
    what: ({ functions, imports }) =>
      `leave out what nothing leads to: ${plural(functions, 'function')}${imports.length > 0 ? `, ${plural(imports.length, 'import')} (${listed(imports)})` : ''}`,
    cost: () => 'none: it cannot run',
    how: () =>
      'npx wasm-opt --remove-unused-module-elements in.wasm -o out.wasm; when linking: --gc-sections',
  },
  zero_runs: {
    what: ({ zero_bytes }) =>
      `leave out zeros in data: ${zero_bytes.toLocaleString('en-US')} bytes stand in runs`,
    cost: () => 'none, where memory is fresh when the module starts, as engines give it',
    how: () =>
      'npx wasm-opt --memory-packing in.wasm -o out.wasm (with --zero-filled-memory where memory is imported)',
  },
  repeated_data: {
    what: ({ bytes, count, text }) =>
      `${plural(count, 'run')} of data, ${bytes.toLocaleString('en-US')} bytes, stand in it twice${text === '' ? '' : `, such as ${JSON.stringify(text)}`}`,
    cost: () => 'what reads the second copy must read the first',
    how: () =>
      'find what brings the table twice: two versions of a package, or a constant that is copied instead of shared',
  },
  memory_oversized: {
    what: ({ pages, needed_pages }) =>
      `begin with ${plural(needed_pages, 'page')} of memory: of ${pages.toLocaleString('en-US')} no more is touched by any call`,
    cost: () => 'memory grows when it is needed, which takes a call of memory.grow',
    how: ({ needed_pages }) =>
      `when linking: --initial-memory=${needed_pages * 65_536} (emcc: -sINITIAL_MEMORY=${needed_pages * 65_536} -sALLOW_MEMORY_GROWTH)`,
  },
  table_oversized: {
    what: ({ elements, needed_elements }) =>
      `begin with ${plural(needed_elements, 'element')} in the table: no more of ${elements.toLocaleString('en-US')} are filled`,
    cost: () => 'none, where nothing but the module itself fills it',
    how: () => 'when linking: leave --initial-table and --growable-table out',
  },
  generic_family: {
    what: ({ family, instances }) => `${plural(instances, 'instance')} of ${family}: with the largest alone`,
    cost: () => 'the work of one body for all: a trait object, or a function of bytes inside the generic one',
    how: () => 'move what does not depend on the type into a function that is not generic',
  },
  panic_and_formatting: {
    what: ({ functions, path_bytes }) =>
      `without formatting and panic messages: ${plural(functions, 'function')} and what only they call${path_bytes > 0 ? ` (source paths in data, ${path_bytes.toLocaleString('en-US')} bytes more)` : ''}`,
    cost: () => 'a panic says nothing any more',
    how: () =>
      'panic = "abort" in the profile, -Zbuild-std with panic_immediate_abort; unwrap_or_else(|_| unreachable()), no {:?} in what ships',
  },
  allocator_share: {
    what: ({ allocator, functions }) =>
      `the allocator, ${allocator}: ${plural(functions, 'function')} and what only they call`,
    cost: () => 'an allocator is needed wherever memory is; a smaller one frees or reuses less well',
    how: () =>
      'Rust: talc or lol_alloc as #[global_allocator]; Emscripten: -sMALLOC=emmalloc; measure with wasm-size --diff',
  },
  dependency: {
    what: ({ crate, functions, through }) =>
      `without ${crate}: ${plural(functions, 'function')} and what only they call${through.length > 0 ? `, through ${listed(through)}` : ''}`,
    cost: ({ crate }) => `whatever calls ${crate} must do without it`,
    how: ({ crate }) => `see who calls it: npx wasmgate size --why ${crate}`,
  },
  cargo_profile: {
    what: ({ settings }) => `build with ${settings.join(', ')}`,
    cost: ({ settings }) =>
      Object.entries(settingCosts)
        .flatMap(([name, cost]) => (settings.some((one) => one.startsWith(name)) ? [cost] : []))
        .join('; '),
    how: ({ profile, settings }) => `Cargo.toml: [profile.${profile}] ${settings.join(', ')}`,
  },
};

/** What settings of a cargo profile cost, by their names. */
const settingCosts: Readonly<Record<string, string>> = {
  'opt-level': 'what computes may run slower: hold start and calls against each other',
  lto: 'a build that takes longer',
  'codegen-units': 'a build that takes longer, for one thread compiles each crate',
};

const plural = (count: number, what: string): string =>
  `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;

/** The first of a list, and how many more there are. */
const listed = (texts: readonly string[], max = 4): string =>
  texts.length <= max ? texts.join(', ') : `${texts.slice(0, max).join(', ')} and ${texts.length - max} more`;

/** A regular expression for exactly this name, as wasm-tools takes it. */
const exactly = (name: string): string => `^${name.replaceAll(/[^\w-]/g, '.')}$`;

/** A piece of advice in words. Its arguments may come from outside: they are made safe to print. */
export function adviceText({
  code,
  args,
  proof,
}: Pick<Advice, 'code' | 'args' | 'proof'>): Record<'what' | 'cost' | 'how' | 'proof', string> {
  return { ...wordsOf(code, args), proof: proofText(proof) };
}

function wordsOf(code: AdviceCode, args: Advice['args']): Record<'what' | 'cost' | 'how', string> {
  // The schema's check ties arguments to codes.
  const { what, cost, how } = words[code] as AdviceWords<AdviceCode>;
  const safe = printableArgs(args) as unknown as AdviceArgs<AdviceCode>;
  return { what: what(safe), cost: cost(safe), how: how(safe) };
}

function proofText({ method, calls, same_calls, left_out }: Advice['proof']): string {
  const rest = left_out > 0 ? `; ${plural(left_out, 'call')} left out` : '';
  switch (method) {
    case 'same_code':
      return 'made and read again: all that an engine runs is the same, byte for byte';
    case 'same_behaviour':
      return `made and run: ${plural(calls, 'call')} of its exports give the same results, traps, calls of imports and memory${rest}`;
    case 'removal':
      return `taken out, measured and run: what is left starts, and ${same_calls} of ${plural(calls, 'call')} answer as before${rest}`;
    case 'rebuild':
      return `built from the same sources, measured and run: ${same_calls} of ${plural(calls, 'call')} answer as before, the rest by addresses or otherwise${rest}`;
  }
}

const reasons: Readonly<Record<Refusal['reason'], string>> = {
  invalid: 'the module is not valid afterwards',
  does_not_start: 'it does not start afterwards',
  other_behaviour: 'it behaves otherwise',
  not_replayed: 'not proven',
  saves_too_little: 'it saves too little',
  tool_failed: 'it could not be made',
};

/** Why something that was tried is not advised. */
export function refusalText({ code, args, reason, detail }: Refusal): string {
  return `${wordsOf(code, args).what}: ${reasons[reason]}${detail === null ? '' : ` (${printable(detail)})`}`;
}

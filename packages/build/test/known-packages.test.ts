import { expect, it } from 'vitest';
import { parseCargoMetadata } from '../src/cargo/cargo-metadata.ts';
import { knownPackages } from '../src/report/known-packages.ts';

/** As `cargo metadata` writes it, cut down to what is read. */
const { packages } = parseCargoMetadata(
  JSON.stringify({
    workspace_root: '/w',
    packages: [
      {
        name: 'app',
        source: null,
        dependencies: [
          { name: 'tokio', rename: 'rt' },
          { name: 'serde', rename: null },
          { name: 'hyper', rename: 'http' },
        ],
      },
      { name: 'tokio', source: 'registry+x', dependencies: [{ name: 'mio', rename: 'inner' }] },
    ],
  }),
);

it('are the packages of Cargo.lock, and what the workspace itself calls them', () => {
  const lock = { packages: ['app 0.1.0', 'serde 1.0.1', 'serde 2.0.0', 'tokio 1.2.3'], sha256: '' };
  expect(knownPackages(lock, packages)).toEqual({
    locked: ['app', 'serde', 'tokio'],
    aliases: [
      { alias: 'http', package: 'hyper' },
      { alias: 'rt', package: 'tokio' },
    ],
  });
});

it('are none where there is no lock file', () => {
  expect(knownPackages(null, packages).locked).toEqual([]);
});

import { expect, it } from 'vitest';
import { parseTree } from '../src/cargo/local-packages.ts';

it('the packages in folders are those of cargo tree that have one', () => {
  const text = `app v0.3.0 (/a b/subjects/app (1))
engine v0.3.0 (/a b/crates/engine)
macros v0.3.0 (proc-macro) (/a b/crates/macros)
engine v0.3.0 (/a b/crates/engine) (*)
serde v1.0.0
serde_derive v1.0.0 (proc-macro)
dep v0.1.0 (https://example.com/dep.git#0123abcd)
`;
  expect(parseTree(text)).toEqual([
    { name: 'app', dir: '/a b/subjects/app (1)' },
    { name: 'engine', dir: '/a b/crates/engine' },
    { name: 'macros', dir: '/a b/crates/macros' },
    { name: 'engine', dir: '/a b/crates/engine' },
  ]);
});

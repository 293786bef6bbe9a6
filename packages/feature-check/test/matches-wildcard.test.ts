import { expect, it } from 'vitest';
import { matchesWildcard } from '../src/rules/matches-wildcard.ts';

it.each<[string, string, boolean]>([
  ['env.exec', 'env.exec', true],
  ['env.exec', 'env.exec2', false],
  ['wasi:sockets/*', 'wasi:sockets/tcp@0.2.0', true],
  ['wasi:sockets/*', 'wasi:sockets', false],
  ['*:http/*@0.2*', 'wasi:http/types@0.2.4', true],
  ['*:http/*@0.2*', 'wasi:http/types@0.3.0', false],
  ['*', '', true],
  ['a*a', 'a', false],
  ['a*b*a', 'aba', true],
  ['a*b*b', 'aab', false],
  ['a.c', 'abc', false],
])('%s on %s: %s', (pattern, text, matches) => {
  expect(matchesWildcard(pattern, text)).toBe(matches);
});

import { expect, it } from 'vitest';
import { findMention } from '../../src/rust-symbol/find-mention.ts';
import { parseRustPath } from '../../src/rust-symbol/parse-rust-path.ts';
import type { RustSymbol } from '../../src/rust-symbol/types.ts';

function symbol(text: string): RustSymbol {
  const parsed = parseRustPath(text);
  if (parsed === null) throw new Error(`not a Rust path: ${text}`);
  return parsed;
}

it('finds a crate in a type argument, and says where', () => {
  expect(findMention(symbol('core::ptr::drop_in_place<tokio::net::TcpStream>'), ['tokio'])).toEqual({
    crate: 'tokio',
    segments: ['tokio', 'net', 'TcpStream'],
    role: 'type_argument',
  });
});

it('compares whole segments from the crate root on', () => {
  expect(findMention(symbol('tokio_lite::runtime::x'), ['tokio'])).toBeNull();
  expect(findMention(symbol('mine::tokio::runtime::x'), ['tokio'])).toBeNull();
  expect(findMention(symbol('tokio::runtime::x'), ['tokio', 'runtime'])).not.toBeNull();
  expect(findMention(symbol('tokio::runtime_x::x'), ['tokio', 'runtime'])).toBeNull();
});

import { debian } from './debian.ts';
import { path } from './path.ts';
import type { Provider } from './provider.ts';
import { rustup } from './rustup.ts';

/**
 * Where Rust comes from, in the order in which it is looked for. Installing goes in this order too, unless the lock prefers one:
 * `rustup target add` weighs a tenth of Debian packages.
 */
export const providers: readonly Provider[] = [path, rustup, debian];

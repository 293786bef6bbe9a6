import type { Toolchain as GeneratedToolchain } from './generated/environment.ts';

/** What turns source into bytes, without any path of this machine. */
export type Toolchain = GeneratedToolchain;

import type { GuestFailure } from '../job.ts';

/** What a guest did wrong, of an engine that has no errors of its own for it. */
export class GuestError extends Error {
  readonly kind: GuestFailure['kind'];

  constructor(kind: GuestFailure['kind'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'GuestError';
    this.kind = kind;
  }
}

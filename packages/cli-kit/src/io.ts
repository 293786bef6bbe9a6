/** A stream that text is printed to. */
export interface Output {
  readonly write: (text: string) => unknown;
  readonly isTTY?: boolean;
  readonly columns?: number | undefined;
}

/** The edge of the process, passed in, so that everything behind it can be tested. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly now: () => Date;
}

/** True when this runs as a turbo task: then a bin never starts turbo. */
export function isUnderTurbo(io: Pick<Io, 'env'>): boolean {
  return io.env['TURBO_HASH'] !== undefined;
}

/** Whether to colour what goes to a stream: NO_COLOR and FORCE_COLOR first, then whether it is a terminal. */
export function wantsColour(io: Pick<Io, 'env'>, stream: Output): boolean {
  // A log that turbo keeps is replayed elsewhere.
  if (isUnderTurbo(io)) return false;
  const { NO_COLOR: no, FORCE_COLOR: force } = io.env;
  if (no !== undefined && no !== '') return false;
  if (force !== undefined && force !== '') return force !== '0';
  return stream.isTTY === true;
}

/** Columns of a log that is replayed anywhere. */
const LOG_COLUMNS = 80;

/** How wide a terminal is; null for what is none. */
export const terminalColumns = ({ isTTY, columns }: Output): number | null =>
  isTTY === true ? Math.max(LOG_COLUMNS, columns ?? LOG_COLUMNS) : null;

/** How wide what goes to stdout may be: a terminal's width, 80 under turbo, and null (as wide as it is) elsewhere. */
export function outputColumns(io: Pick<Io, 'env' | 'stdout'>): number | null {
  if (isUnderTurbo(io)) return LOG_COLUMNS;
  return terminalColumns(io.stdout);
}

import { outputColumns, wantsColour, type Io } from './io.ts';
import { createPaint, type Paint } from './style.ts';

/** What text is laid out for: its colours, and how wide a line may be (null: as wide as it is). */
export interface Screen {
  readonly paint: Paint;
  readonly columns: number | null;
}

/** A screen of these properties. */
export const createScreen = (colour: boolean, columns: number | null): Screen => ({
  paint: createPaint(colour),
  columns,
});

/** What stdout is. */
export const screenOf = (io: Pick<Io, 'env' | 'stdout'>): Screen =>
  createScreen(wantsColour(io, io.stdout), outputColumns(io));

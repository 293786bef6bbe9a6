/** A part of a whole in percent: `12.3 %`. */
export const share = (bytes: number, all: number): string =>
  `${(all === 0 ? 0 : (bytes / all) * 100).toFixed(1)} %`;

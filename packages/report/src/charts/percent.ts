/** A place in a chart as SVG takes it, from a share of its width: text in a chart that is stretched would be stretched as well. */
export const percent = (share: number): string =>
  `${Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100}%`;

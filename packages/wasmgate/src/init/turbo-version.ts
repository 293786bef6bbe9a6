/** The turbo that the tasks were tried with, which this repository has itself. */
export const TURBO_VERSION = '2.11.9';

/**
 * A text whose commands are called as they are called here: under Yarn's Plug'n'Play npx finds nothing that is installed, and would ask
 * the registry for it. npm, pnpm and yarn with node_modules have what npx finds.
 */
export const commandsHere = (text: string, isPnp = process.versions['pnp'] !== undefined): string =>
  isPnp ? text.replaceAll(/\bnpx(\s+(?:wasmgate|turbo)\b)/g, 'yarn$1') : text;

import type { TreeJson } from '@wasmgate/contracts/generated/tree';

/** What the page was given: tree.json, compressed and as base64, so that no name in it is ever part of a page. */
export async function readTree(holder: Element): Promise<TreeJson> {
  const bytes = Uint8Array.from(atob(holder.textContent ?? ''), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(stream).json()) as TreeJson;
}

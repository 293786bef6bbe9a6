import { Explorer } from './map/explorer.ts';
import { readTree } from './read-tree.ts';

/** Brings the map to life, where the page has one. */
export async function explore(): Promise<void> {
  const [data, holder] = [document.getElementById('tree'), document.getElementById('explorer')];
  const [map, panel, crumbs] = ['map', 'panel', 'crumbs'].map((id) => document.getElementById(id));
  const search = document.getElementById('search');
  if (!data || !holder || !map || !panel || !crumbs || !(search instanceof HTMLInputElement)) return;
  const tree = await readTree(data);
  holder.hidden = false;
  const switches = [...holder.querySelectorAll('input')].filter(({ type }) => type === 'radio');
  new Explorer(tree, { map, panel, crumbs, search, switches }).start();
}

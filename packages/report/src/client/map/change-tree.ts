import type { Changes } from '@wasmgate/contracts/generated/tree';
import { ownerName } from './owner-kind.ts';
import { group, groupBy, type TreeNode } from './tree-node.ts';

const partNames = {
  data: 'data',
  core_sections: 'other sections',
  custom_sections: 'custom sections',
  wrapper: 'component',
} as const;

/** What changed: an area is the size of a change, up or down. */
export function changeTree({ functions, parts, against }: Changes): TreeNode {
  const byOwner = groupBy(functions.items, ownerName);
  const owners = [...byOwner].map(([name, items]) => {
    const nodes = items.map(({ name: text, delta_bytes, status, was, old_bytes, new_bytes }) =>
      leaf(
        text,
        `function, ${status}`,
        delta_bytes,
        `${old_bytes.toLocaleString('en-US')} B to ${new_bytes.toLocaleString('en-US')} B${was === null ? '' : `, was ${was}`}`,
      ),
    );
    return toned(group({ name, what: 'owner', tone: 'crate' }, nodes));
  });
  const { count, delta_bytes } = functions.others;
  const rest = count === 0 ? [] : [leaf(`${count} smaller changes`, 'not listed one by one', delta_bytes)];
  const others = Object.entries(partNames).map(([part, name]) =>
    leaf(name, 'section', parts[part as keyof typeof partNames]),
  );
  const code = toned(group({ name: 'code', what: 'section', tone: 'crate' }, [...owners, ...rest]));
  return toned(group({ name: `against ${against}`, what: 'what changed', tone: 'crate' }, [code, ...others]));
}

function leaf(name: string, what: string, delta: number, note?: string): TreeNode {
  return {
    name,
    what,
    tone: delta < 0 ? 'shrank' : 'grew',
    bytes: Math.abs(delta),
    delta,
    ...(note === undefined ? {} : { note }),
    parts: [],
  };
}

const toned = (node: TreeNode): TreeNode => ({ ...node, tone: (node.delta ?? 0) < 0 ? 'shrank' : 'grew' });

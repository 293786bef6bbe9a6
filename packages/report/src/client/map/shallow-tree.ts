import type { Program } from '@wasmgate/contracts/generated/tree';
import { ownerName, ownerWhat } from './owner-kind.ts';
import { group, groupBy, type TreeNode } from './tree-node.ts';

/** Who is billed: who wrote a function, or without whom it would not be there. */
export type Reading = 'defined_in' | 'instantiated_for';

const partNames = {
  data: 'data',
  core_sections: 'other sections',
  custom_sections: 'custom sections',
  wrapper: 'component',
} as const satisfies Record<keyof Program['parts'], string>;

/** Every byte of a file: section, owner, module, function. */
export function shallowTree(program: Program, reading: Reading): TreeNode {
  const parts = Object.entries(partNames) as [keyof typeof partNames, string][];
  return group({ name: program.artifact, what: 'file', tone: 'crate' }, [
    group({ name: 'code', what: 'section', tone: 'crate' }, ownersOf(program, reading)),
    ...parts.map(([part, name]) =>
      group(
        { name, what: 'section', tone: part },
        program.parts[part].map((leaf) => ({
          name: leaf.name,
          what: leaf.count > 1 ? `${leaf.count} of them` : 'piece',
          tone: part,
          bytes: leaf.bytes,
          parts: [],
        })),
      ),
    ),
  ]);
}

function ownersOf(program: Program, reading: Reading): TreeNode[] {
  const { owners, functions, others } = program;
  const ownerOf = (index: number): number =>
    (reading === 'instantiated_for'
      ? functions.instantiated_for[index]
      : program.modules[functions.module[index] ?? 0]?.owner) ?? 0;
  const listed = groupBy([...functions.name.keys()], ownerOf);
  const small = groupBy(others, (one) => (reading === 'instantiated_for' ? one.instantiated_for : one.owner));
  return owners.flatMap((owner, at) => {
    const modules = modulesOf(program, listed.get(at) ?? [], at);
    const rest = (small.get(at) ?? []).map(({ functions: count, bytes }) => ({
      name: `${count.toLocaleString('en-US')} small functions`,
      what: 'not listed one by one',
      tone: owner.kind,
      bytes,
      parts: [],
    }));
    const node = group({ name: ownerName(owner), what: ownerWhat[owner.kind], tone: owner.kind }, [
      ...modules,
      ...rest,
    ]);
    return node.bytes === 0 ? [] : [node];
  });
}

/** What a single module would hold stands in the owner itself. */
function modulesOf(program: Program, indices: readonly number[], inside: number): TreeNode[] {
  const tone = program.owners[inside]?.kind ?? 'no_crate';
  const byModule = groupBy(indices, (index) => program.functions.module[index] ?? 0);
  const nodes = [...byModule].map(([module, functions]) =>
    group(
      { name: moduleName(program, module, inside), what: 'module', tone },
      functions.map((index) => functionNode(program, index, tone)),
    ),
  );
  return nodes.length === 1 ? [...(nodes[0]?.parts ?? [])] : nodes;
}

/** With the owner that defines it where that is another one: what is instantiated for a crate is often written elsewhere. */
function moduleName({ modules, owners }: Program, module: number, inside: number): string {
  const { owner = 0, path = '' } = modules[module] ?? {};
  if (owner === inside) return path === '' ? 'its root' : path;
  const { crate = null, kind = 'no_crate' } = owners[owner] ?? {};
  return [ownerName({ crate, kind }), ...(path === '' ? [] : [path])].join('::');
}

function functionNode({ functions }: Program, index: number, tone: TreeNode['tone']): TreeNode {
  return {
    name: functions.name[index] ?? '',
    what: 'function',
    tone,
    bytes: functions.bytes[index] ?? 0,
    function: index,
    parts: [],
  };
}

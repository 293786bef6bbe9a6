import type { ForeignSymbol } from './symbol.ts';

/**
 * The file and the element of an internal name of AssemblyScript: `assembly/index/Shape#area`, `~lib/array/Array<i32>#push`,
 * `start:assembly/index` (assemblyscript, src/program.ts, "mangleInternalName"). Null for what is in no file, such as `~start`.
 */
export function parseAssemblyScript(name: string): ForeignSymbol | null {
  const [, kind = '', path = ''] = /^((?:start|export):)?(.*)$/su.exec(name) ?? [];
  // Type arguments have paths of their own.
  const head = path.split('<', 1)[0] ?? '';
  if (kind === 'start:') return head === '' ? null : { scheme: 'assemblyscript', path: [head] };
  const slash = head.lastIndexOf('/');
  if (slash <= 0 || slash === head.length - 1) return null;
  return { scheme: 'assemblyscript', path: [head.slice(0, slash), path.slice(slash + 1)] };
}

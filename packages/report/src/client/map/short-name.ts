/**
 * A function's name for a tile: without type arguments, of a path the last two parts, of `<Type as Trait>::method` the type and
 * the method. The whole name stands where there is room.
 */
export function shortName(name: string): string {
  const end = name.startsWith('<') ? closing(name) : -1;
  if (end < 0) return lastParts(name, 2);
  const [type = ''] = name.slice(1, end).split(' as ');
  const method = lastParts(name.slice(end + 1), 1);
  return [lastParts(type, 1), method].filter((part) => part !== '').join('::') || name;
}

/** Where the bracket that a name begins with is closed; -1 when it is not. */
function closing(name: string): number {
  let depth = 0;
  for (let at = 0; at < name.length; at++) {
    if (name[at] === '<') depth++;
    // The arrow of a function type closes nothing.
    else if (name[at] === '>' && name[at - 1] !== '-' && --depth === 0) return at;
  }
  return -1;
}

function lastParts(path: string, count: number): string {
  let depth = 0;
  let text = '';
  for (let at = 0; at < path.length; at++) {
    const character = path[at] as string;
    if (character === '<') depth++;
    else if (character === '>' && path[at - 1] !== '-') depth = Math.max(0, depth - 1);
    else if (depth === 0) text += character;
  }
  const parts = text.split('::').filter((part) => part !== '');
  return parts.length === 0 ? path : parts.slice(-count).join('::');
}

import { InputError } from '@wasmgate/contracts/errors';
import { printable } from '@wasmgate/contracts/printable';

/**
 * Whether a key of cargo's `[target]` table, such as `cfg(all(unix, not(target_os = "linux")))`, holds for the
 * configuration that `rustc --print cfg` lists (one `name` or `name="value"` a line). Grammar: Rust Reference,
 * "Conditional compilation". Throws InputError for what is not of that form.
 */
export function cfgHolds(key: string, configuration: ReadonlySet<string>): boolean {
  const body = /^\s*cfg\s*\(([^]*)\)\s*$/.exec(key)?.[1];
  const tokens = body?.match(/"[^"]*"|[A-Za-z_][\w-]*|[(),=]|\S/g) ?? [];
  let at = 0;
  const fail = (): never => {
    throw new InputError(
      `configuration of cargo: target.${printable(JSON.stringify(key), 200)} is not a cfg expression`,
    );
  };
  const next = (): string => tokens[at++] ?? fail();
  const list = (depth: number): boolean[] => {
    if (next() !== '(') fail();
    const held: boolean[] = [];
    while (tokens[at] !== ')') {
      held.push(predicate(depth + 1));
      if (tokens[at] === ',') at++;
      else if (tokens[at] !== ')') fail();
    }
    at++;
    return held;
  };
  const predicate = (depth: number): boolean => {
    if (depth > 50) fail();
    const name = next();
    if (!/^[A-Za-z_]/.test(name)) fail();
    if (tokens[at] === '(') {
      const held = list(depth);
      if (name === 'all') return held.every(Boolean);
      if (name === 'any') return held.some(Boolean);
      return name === 'not' && held.length === 1 ? held[0] !== true : fail();
    }
    if (name === 'true' || name === 'false') return name === 'true';
    if (tokens[at] !== '=') return configuration.has(name);
    at++;
    const value = next();
    return value.startsWith('"') ? configuration.has(`${name}=${value}`) : fail();
  };
  const holds = predicate(0);
  return at === tokens.length ? holds : fail();
}

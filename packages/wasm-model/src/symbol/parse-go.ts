import type { ForeignSymbol } from './symbol.ts';

/** What comes before the type whose equality or hash the compiler made; `[2]` of an array is `_2_` by then. */
const ALGORITHM = /^type[:_.]\.(?:eq|hash)\.(?:_\d{1,10}_)*/;
/** TinyGo writes `(*encoding/json.Decoder).Decode`, paths and brackets as they are. */
const TINY = /^\(?\*?((?:[\w.~-]+\/)*[\w~-]+(?:\.v\d+)?)\./;
/**
 * gc replaces whatever is no letter, digit, `_` or `.` by `_` (cmd/link/internal/wasm, `nameRegexp`), so that
 * `github.com/a/b.F` is `github.com_a_b.F`. The dots of a host are not those before the function.
 */
const HOSTED =
  /^(?:vendor_)?(?:\w+\.)+(?:com|org|net|io|in|dev|sh|co|ai|me|cc|app|cloud|tools|info|xyz|is|uk|de|fr|cn|eu)_\w+(?=\.)/;

/** The package and the rest of a name of a module that Go or TinyGo made. Null for assembly and what else has no package. */
export function parseGo(name: string): ForeignSymbol | null {
  const own = name.replace(ALGORITHM, '');
  // A struct without a name is of no package, whatever its fields are of.
  if (own !== name && /^(?:(?:struct|interface)(?:\W|_)|go\.shape\.)/.test(own)) return null;
  // Type arguments have paths of their own.
  const head = own.split('[', 1)[0] ?? '';
  const owner = HOSTED.exec(head)?.[0] ?? TINY.exec(head)?.[1];
  if (owner === undefined) return null;
  return {
    scheme: 'go',
    path: [owner.replaceAll('_2e', '.'), own.slice(own.indexOf(owner) + owner.length + 1)],
  };
}

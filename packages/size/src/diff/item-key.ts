import { withoutGenerics } from '../program/without-generics.ts';

/** Bounded, so that a hostile name costs no more than its length. */
const BRACES = /\{{1,2}(\w{1,40})[^{}]{0,80}\}{1,2}/g;

/**
 * What a function is called in every way of mangling: v0 writes `<db::Store>::open::<K>` and `{closure#0}` where the older
 * scheme writes `db::Store::open` and `{{closure}}`. Type arguments, which the older one mostly leaves out, are not in it.
 */
export function itemKey(plain: string): string {
  const text = withoutGenerics(plain)
    .replaceAll(/(?:::)?<_>/g, '')
    .replaceAll(BRACES, '{$1}');
  const inherent = /^<([^<>&*()[\] ]+)>::/.exec(text);
  return inherent === null ? text : `${inherent[1]}::${text.slice(inherent[0].length)}`;
}

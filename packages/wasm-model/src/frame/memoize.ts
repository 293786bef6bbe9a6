/** Remembers what `decode` made of a binary, for as long as the binary itself is alive. */
export function memoize<Key extends object, Value>(decode: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    let entry = known.get(key);
    if (entry === undefined) {
      entry = { value: decode(key) };
      known.set(key, entry);
    }
    return entry.value;
  };
}

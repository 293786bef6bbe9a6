/** What an element may hold. Text becomes text, whatever is in it: no name is ever read as HTML. */
export type Content = Node | string | null;

/** An element with its class, attributes and content; the class may be empty. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  content: readonly Content[] = [],
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content.filter((part) => part !== null));
  return made;
}

/** A button that does something. */
export function button(
  className: string,
  content: readonly Content[],
  onClick: () => void,
): HTMLButtonElement {
  const made = element('button', className, content, { type: 'button' });
  made.addEventListener('click', onClick);
  return made;
}

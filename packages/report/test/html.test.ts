import { expect, it } from 'vitest';
import { html } from '../src/page/html.ts';

const HOSTILE = `<img src=x onerror=alert(1)>" onload='x' &amp; \u202etxt\u0000`;

it('takes what is put in for text, in elements and in attributes', () => {
  expect(html`<b title="${HOSTILE}">${HOSTILE}</b>`.text).toBe(
    '<b title="&lt;img src=x onerror=alert(1)&gt;&quot; onload=&#39;x&#39; &amp;amp; \\u{202e}txt\\u{0}">' +
      '&lt;img src=x onerror=alert(1)&gt;&quot; onload=&#39;x&#39; &amp;amp; \\u{202e}txt\\u{0}</b>',
  );
});

it('takes over what html made, lists of it, numbers, and nothing', () => {
  expect(html`<p>${[html`<i>${'<'}</i>`, 2, null]}</p>`.text).toBe('<p><i>&lt;</i>2</p>');
});

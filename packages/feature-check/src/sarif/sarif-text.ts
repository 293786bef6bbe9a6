import { printable } from '@wasmgate/contracts/printable';

/**
 * A message of SARIF 2.1.0 in plain text: what comes from outside must neither start a placeholder (`{` and `}` are
 * doubled, 3.11.5) nor be an embedded link (`[text](destination)`, 3.11.6), and holds no control characters.
 */
export const sarifText = (text: string, max = 1000): { text: string } => ({
  text: printable(text, max).replaceAll('{', '{{').replaceAll('}', '}}').replaceAll('](', '] ('),
});

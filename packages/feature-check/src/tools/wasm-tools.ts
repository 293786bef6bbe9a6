import { linesOf, type Tool, type ToolText } from './tool.ts';

/**
 * `wasm-tools print`: the text format of core modules and components. A data segment stands on one line, so nothing is
 * split; bytes that are no text are escaped there.
 */
export const wasmTools: Tool = {
  name: 'wasm-tools',
  versionArguments: ['--version'],
  arguments: (file) => ['print', file],
  texts: readWat,
  showsNames: true,
  install: 'cargo install --locked wasm-tools, or brew install wasm-tools',
};

/** What declares something. Instructions only repeat the names of functions that are declared as well. */
const declaration =
  /^\s*\((?:(?:core )?(?:func|global|table|memory|tag|type|import|export|module|instance|component|alias)|canon)\b/;
const content = /^\s*\((?:data|@)/;

function* readWat(output: string): Generator<ToolText> {
  for (const [line, number] of linesOf(output)) {
    const isName = declaration.test(line);
    if (isName || content.test(line))
      yield { bytes: Buffer.from(line), isName, where: () => `line ${number}` };
  }
}

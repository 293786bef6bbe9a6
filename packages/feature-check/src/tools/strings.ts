import { linesOf, type Tool, type ToolText } from './tool.ts';

/** `strings` of binutils: every run of four readable characters or more, wherever it is; what it is in is not said. */
export const strings: Tool = {
  name: 'strings',
  versionArguments: ['--version'],
  arguments: (file) => ['-a', '-n', '4', '-t', 'd', file],
  texts: readStrings,
  showsNames: false,
  install: 'apt-get install binutils, or xcode-select --install',
};

function* readStrings(output: string): Generator<ToolText> {
  for (const [line] of linesOf(output)) {
    const [, offset = '', text = ''] = /^ *(\d+) (.*)$/.exec(line) ?? [];
    const start = Number(offset);
    yield { bytes: Buffer.from(text), isName: false, where: (at) => `byte 0x${(start + at).toString(16)}` };
  }
}

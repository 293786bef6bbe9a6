/** A text that a tool printed. */
export interface ToolText {
  readonly bytes: Uint8Array;
  /** True when it is known to be about a name, an import or an export; false for what may be a bare string. */
  readonly isName: boolean;
  /** Where in the output, such as `line 12` or `segment[0] + 0x20`. */
  readonly where: (at: number) => string;
}

/** An external tool that can inspect a .wasm. */
export interface Tool {
  readonly name: 'wasm-objdump' | 'wasm-tools' | 'strings';
  readonly versionArguments: readonly string[];
  /** Arguments that make it print `file`. */
  readonly arguments: (file: string) => readonly string[];
  /** What can be searched of what it printed. */
  readonly texts: (output: string) => Iterable<ToolText>;
  /** True when it shows which text is a name. */
  readonly showsNames: boolean;
  readonly install: string;
}

/** The lines of an output with their numbers, from 1. Made one at a time: an output may be long. */
export function* linesOf(output: string): Generator<[line: string, number: number]> {
  let number = 1;
  for (let at = 0; at < output.length; number += 1) {
    const end = output.indexOf('\n', at);
    const stop = end < 0 ? output.length : end;
    yield [output.slice(at, stop), number];
    at = stop + 1;
  }
}

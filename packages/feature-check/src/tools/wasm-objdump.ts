import { linesOf, type Tool, type ToolText } from './tool.ts';

/**
 * WABT's `wasm-objdump -x`: names, imports, exports and data of a core module; components it refuses. Data is printed
 * as rows of 16 bytes: they are put together again, lest a match that crosses a row be missed.
 */
export const wasmObjdump: Tool = {
  name: 'wasm-objdump',
  versionArguments: ['--version'],
  arguments: (file) => ['-x', file],
  texts: readObjdump,
  showsNames: true,
  install: 'apt-get install wabt, or brew install wabt',
};

const row = /^ +- ([0-9a-f]{7,16}): ((?:[0-9a-f]{2}){1,2}(?: (?:[0-9a-f]{2}){1,2})*) /;

interface Run {
  readonly segment: string;
  readonly start: number;
  readonly rows: Buffer[];
  length: number;
}

function* readObjdump(output: string): Generator<ToolText> {
  // What stands before the details holds the name of the file, which is no evidence.
  let inDetails = false;
  let segment = 'data';
  let run: Run | undefined;
  for (const [line, number] of linesOf(output)) {
    if (!inDetails) {
      inDetails = line.startsWith('Section Details');
      continue;
    }
    const [, address, hex] = row.exec(line) ?? [];
    if (address !== undefined && hex !== undefined) {
      const start = Number.parseInt(address, 16);
      if (run === undefined || start !== run.start + run.length) {
        if (run !== undefined) yield textOf(run);
        run = { segment, start, rows: [], length: 0 };
      }
      const bytes = Buffer.from(hex.replaceAll(' ', ''), 'hex');
      run.rows.push(bytes);
      run.length += bytes.length;
      continue;
    }
    if (run !== undefined) yield textOf(run);
    run = undefined;
    segment = /^ - (segment\[\d+\])/.exec(line)?.[1] ?? segment;
    yield { bytes: Buffer.from(line), isName: true, where: () => `line ${number}` };
  }
  if (run !== undefined) yield textOf(run);
}

const textOf = ({ segment, start, rows }: Run): ToolText => ({
  bytes: Buffer.concat(rows),
  isName: false,
  where: (at) => `${segment} at address 0x${(start + at).toString(16)}`,
});

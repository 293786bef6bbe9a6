import { print } from '@bytecodealliance/jco-transpile/wasm-tools';
import { describe, expect, it } from 'vitest';
import { EvidenceLog } from '../src/verdict/evidence.ts';
import { inspectOutput } from '../src/inspect/inspect-output.ts';
import { groupRules } from '../src/rules/rules.ts';
import { wasmTools } from '../src/tools/wasm-tools.ts';
import type { GroupConfig } from '../src/rules/default-groups.ts';
import { symbols } from './symbols.ts';
import { coreModule } from './wasm-bytes.ts';

// What wasm-tools prints where it need not be installed: jco-transpile ships its printer.

/** What is found for one group in what is printed of a module: how strong, and the line that it is in. */
async function found(bytes: Uint8Array, group: Omit<GroupConfig, 'name'>) {
  const [rules] = groupRules([{ name: 'g', ...group }], null);
  if (rules === undefined) throw new Error('no group');
  const log = new EvidenceLog(rules);
  const output = await print(bytes);
  const outputs = [{ file: 'a.wasm', artifact: 'a.wasm', output }];
  inspectOutput({ tool: wasmTools, version: '1', outputs, passedOver: [] }, [{ rules, log }]);
  const strength = (['retained', 'mentioned'] as const).find((each) =>
    rules.kinds.some((kind) => log.all.has(kind, each)),
  );
  const [, line] = /^wasm-tools: a\.wasm, line (\d+)$/.exec(log.evidence[0]?.where ?? '') ?? [];
  return [strength, line && output.split('\n')[Number(line) - 1]?.trim()];
}

const declares = (name: string) => coreModule({ functions: [{ name: 'first' }, { name }] });
const holds = (text: string) => coreModule({ functions: [{ name: 'first' }], data: [text] });

describe('a line that declares a name', () => {
  it('breaks a rule on a function, when it is the whole name', async () => {
    const functions = { functions: ['net::connect', 'connect'] };
    expect(await found(declares('connect'), functions)).toEqual([
      'retained',
      '(func $connect (;1;) (type 0))',
    ]);
    expect(await found(declares('net::connect'), { functions: ['net::connect'] })).toEqual([
      'retained',
      '(func $net::connect (;1;) (type 0))',
    ]);
    for (const other of ['net::connect', 'connect::now', 'reconnect', 'connect_to']) {
      expect(await found(declares(other), { functions: ['connect'] })).toEqual([undefined, undefined]);
    }
  });

  it('breaks a rule on a crate by a mangled name, which no plain search would find', async () => {
    expect(await found(declares(symbols.function), { crates: ['tokio'] })).toEqual([
      'retained',
      `(func $${symbols.function} (;1;) (type 0))`,
    ]);
    expect(await found(declares(symbols.otherCrate), { crates: ['tokio'] })).toEqual([undefined, undefined]);
  });

  it('breaks no rule on a string', async () => {
    expect(await found(declares('secret'), { strings: ['secret'] })).toEqual([undefined, undefined]);
  });
});

describe('a line that holds data', () => {
  it('breaks a rule on a string, and none on a function', async () => {
    expect(await found(holds('a secret'), { strings: ['secret'] })).toEqual([
      'mentioned',
      '(data (;0;) (i32.const 0) "a secret")',
    ]);
    expect(await found(holds('connect'), { functions: ['connect'] })).toEqual([undefined, undefined]);
  });
});

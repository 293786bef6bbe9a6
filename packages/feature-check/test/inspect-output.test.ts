import { describe, expect, it } from 'vitest';
import { EvidenceLog } from '../src/verdict/evidence.ts';
import { inspectOutput } from '../src/inspect/inspect-output.ts';
import { groupRules } from '../src/rules/rules.ts';
import { wasmTools } from '../src/tools/wasm-tools.ts';
import type { GroupConfig } from '../src/rules/default-groups.ts';

// What wasm-tools prints, where it need not be installed.

/** What is found in an output for one group. */
function found(output: string, group: Omit<GroupConfig, 'name'>) {
  const [rules] = groupRules([{ name: 'g', ...group }], []);
  if (rules === undefined) throw new Error('no group');
  const log = new EvidenceLog(rules);
  const outputs = [{ file: 'a.wasm', artifact: 'a.wasm', output }];
  inspectOutput({ tool: wasmTools, version: '1', outputs, passedOver: [] }, [{ rules, log }]);
  const strength = (['retained', 'mentioned'] as const).filter((each) =>
    rules.kinds.some((kind) => log.all.has(kind, each)),
  );
  return [strength[0], log.evidence[0]?.where];
}

const declares = (name: string) => `(module\n  (func $${name} (;1;)\n)`;
const holds = (text: string) => `(module\n  (data (;0;) (i32.const 0) "${text}")\n)`;
const line = 'wasm-tools: a.wasm, line 2';

describe('a line that declares a name', () => {
  it('breaks a rule on a function, when it is the whole name', () => {
    const functions = { functions: ['net::connect', 'connect'] };
    expect(found(declares('connect'), functions)).toEqual(['retained', line]);
    expect(found(declares('net::connect'), { functions: ['net::connect'] })).toEqual(['retained', line]);
    for (const other of ['net::connect', 'connect::now', 'reconnect', 'connect_to']) {
      expect(found(declares(other), { functions: ['connect'] })).toEqual([undefined, undefined]);
    }
  });

  it('breaks no rule on a string', () => {
    expect(found(declares('secret'), { strings: ['secret'] })).toEqual([undefined, undefined]);
  });
});

describe('a line that holds data', () => {
  it('breaks a rule on a string, and none on a function', () => {
    expect(found(holds('a secret'), { strings: ['secret'] })).toEqual(['mentioned', line]);
    expect(found(holds('connect'), { functions: ['connect'] })).toEqual([undefined, undefined]);
  });
});

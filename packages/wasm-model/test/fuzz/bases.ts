import { readFileSync } from 'node:fs';
import { realModuleBytes, realModules } from '../differential/real-modules.ts';
import { INSTRUCTIONS } from '../every-instruction.ts';
import { COMPONENT_WAT, assemble, readFile, realFiles } from '../fixtures.ts';

/** What mutations start from. */
export interface Base {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Runs on it, of every hundred. */
  readonly share: number;
}

/** Every instruction there is, in one function each, and every kind of section. */
const EVERYTHING_WAT = `(module $m
  (type $f (func)) (type $s (struct (field (mut i32)))) (type $a (array (mut i8))) (type $r (array (mut funcref)))
  (type $packed (struct (field i8)))
  (import "host" "log" (func $log (type $f)))
  (memory $m 1) (memory $n 1 2) (memory $far i64 1) (table $t 1 funcref) (table $u 1 funcref)
  (tag $e) (global $g (mut i32) (i32.const 0)) (export "run" (func 1)) (export "t" (table $t)) (start $callee)
  (elem $el (i32.const 0) func $callee $log) (data $d "x") (data (i32.const 4) "text") (func $callee)
  ${INSTRUCTIONS.map(([, text]) => `(func (local $i i32) ${text} unreachable)`).join('\n')})`;

async function real(name: string): Promise<Uint8Array> {
  const found = realModules.find((module) => module.name === name);
  if (found === undefined) throw new Error(`no real module ${name}`);
  return realModuleBytes(found);
}

/** Real modules of about a megabyte and less, and made ones in which every format feature is near to any mutation. */
export async function fuzzBases(): Promise<Base[]> {
  return [
    { name: 'every feature', bytes: await assemble(EVERYTHING_WAT), share: 36 },
    { name: 'component', bytes: await assemble(COMPONENT_WAT), share: 36 },
    { name: 'wasm-tools.core2', bytes: readFile(realFiles['wasm-tools.core2'] as string), share: 18 },
    { name: 'gofmt', bytes: await real('gofmt'), share: 5 },
    { name: 'gofmt-component', bytes: await real('gofmt-component'), share: 3 },
    { name: 'tree-sitter-debug', bytes: await real('tree-sitter-debug'), share: 2 },
  ];
}

/** Symbols of rustc with what its demangler makes of them. */
export const realSymbols: readonly string[] = (
  JSON.parse(
    readFileSync(new URL('../rust-symbol/fixtures/rustc-demangle-0.1.28.json', import.meta.url), 'utf8'),
  ) as { symbol: string; text: string }[]
).flatMap(({ symbol, text }) => [symbol, text]);

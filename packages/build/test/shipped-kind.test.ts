import { readWasm, type WasmModule } from '@wasmgate/wasm-model';
import { describe, expect, it } from 'vitest';
import { findAllocator } from '../src/report/allocator.ts';
import { targetByImports } from '../src/report/artifact-interface.ts';
import type { Unit } from '../src/cargo/compiled-units.ts';
import { shipsAsComponent } from '../src/stages/shipped-kind.ts';
import {
  custom,
  emptyComponent,
  emptyType,
  functionImports,
  modulePreamble,
  tinyModule,
} from './support/wasm-bytes.ts';

function module(bytes: Iterable<number>): WasmModule {
  const binary = readWasm(Uint8Array.from(bytes));
  if (binary.kind !== 'module') throw new Error('not a module');
  return binary;
}

const importing = (from: string, name: string, ...more: number[]) =>
  module([...modulePreamble, ...emptyType, ...functionImports([from, name]), ...more]);

const named = (functionName: string) => module(tinyModule({ functionName }));
const unit = (target: string, side: Unit['side'] = 'wasm'): Unit => ({
  package: target,
  name: target,
  version: '1.0.0',
  target,
  kind: ['lib'],
  side,
  features: [],
  opt_level: 'z',
});

describe('what ships', () => {
  it('is a component for wasm32-wasip2, and elsewhere when the module describes one', () => {
    const typed = module(tinyModule({ customs: custom('component-type:app') }));
    expect(shipsAsComponent(module(tinyModule()), 'wasm32-wasip2')).toBe(true);
    expect(shipsAsComponent(module(tinyModule()), 'wasm32-wasip1')).toBe(false);
    expect(shipsAsComponent(typed, 'wasm32-unknown-unknown')).toBe(true);
    expect(shipsAsComponent(importing('wasi_snapshot_preview1', 'fd_write'), 'wasm32-wasip1')).toBe(false);
  });

  it.each(['wasm32-wasip1', 'wasm32-wasip2'] as const)(
    'cannot be a component of preview 1 (%s)',
    (target) => {
      const both = importing('wasi_snapshot_preview1', 'fd_write', ...custom('component-type'));
      expect(() => shipsAsComponent(both, target)).toThrow('imports wasi_snapshot_preview1.fd_write');
      try {
        shipsAsComponent(both, target);
      } catch (error) {
        expect(error).toMatchObject({
          exitCode: 2,
          fix: expect.stringMatching(/wasm32-wasip2.*core subject/),
        });
      }
    },
  );
});

describe('the target of a prebuilt file', () => {
  it('is what its imports tell', () => {
    expect(targetByImports(importing('wasi_snapshot_preview1', 'fd_write'))).toBe('wasm32-wasip1');
    expect(targetByImports(importing('env', 'log'))).toBe('unknown');
    expect(targetByImports(readWasm(emptyComponent))).toBe('unknown');
  });
});

describe('the allocator', () => {
  it.each([
    ['dlmalloc', 'dlmalloc'],
    ['_ZN8dlmalloc8dlmalloc17Dlmalloc$LT$A$GT$6malloc17h0123E', 'dlmalloc'],
    ['_RNvMs_NtCs1a_4talc4talcINtB4_4Talc6malloc', 'talc'],
    ['_RNvXs_Cs1a_9lol_allocNtB2_13FreeListAllocator5alloc', 'lol_alloc'],
    ['<wee_alloc::WeeAlloc as core::alloc::GlobalAlloc>::alloc', 'other'],
    ['malloc', 'other'],
    ['_ZN14talcum_powders4dust17h0E', 'none'],
    ['stalc::run', 'none'],
  ])('of a module with %s is %s', (name, allocator) => {
    expect(findAllocator(named(name), null)).toBe(allocator);
  });

  it('that replaces the default one wins over it, and names win over units', () => {
    expect(findAllocator(named('4talc3run'), [unit('dlmalloc')])).toBe('talc');
    expect(findAllocator(named('dlmalloc'), [unit('talc')])).toBe('dlmalloc');
    expect(findAllocator(named('run'), [unit('lol_alloc'), unit('dlmalloc')])).toBe('lol_alloc');
    expect(findAllocator(named('run'), [unit('talc', 'host')])).toBe('none');
  });

  it('is unknown, so other, in a module with memory that has no names', () => {
    expect(findAllocator(module(tinyModule()), null)).toBe('other');
    expect(findAllocator(module(modulePreamble), null)).toBe('none');
  });
});

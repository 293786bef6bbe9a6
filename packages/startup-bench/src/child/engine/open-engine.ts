import { openWasmtime } from '@wasmgate/wasmtime';
import type { PairedJob, StartJob } from '../job.ts';
import type { Engine } from './engine.ts';
import { V8Engine } from './v8-engine.ts';
import { WasmtimeEngine } from './wasmtime-engine.ts';

/** The engine that a job names. Throws WasmtimeError (`library`) when wasmtime cannot be loaded. */
export function openEngine({ engine, allocator }: StartJob | PairedJob): Engine {
  return engine.name === 'v8'
    ? new V8Engine(engine)
    : new WasmtimeEngine(openWasmtime(engine.library), allocator);
}

import type { WasmBinary, WasmComponent } from '../frame/binary.ts';

const enclosing = new WeakMap<WasmBinary, WasmComponent>();

/** The component in which a binary is nested; undefined for the outermost one. */
export const enclosingComponent = (binary: WasmBinary): WasmComponent | undefined => enclosing.get(binary);

/** Says so of every binary nested in a component directly; for the reader of the frame. */
export function rememberNested(component: WasmComponent): void {
  for (const { nested } of component.sections) if (nested) enclosing.set(nested, component);
}

import type { ImportStub } from '../job.ts';
import { guestErrorOf } from './v8-error.ts';
import { webAssembly, type Imports, type ImportValue } from './web-assembly.ts';

const zeros: Readonly<Record<string, 0 | 0n>> = { i32: 0, i64: 0n, f32: 0, f64: 0 };

/** What stands for a value of a type: zero, or the null reference. */
const emptyValue = (type: string): 0 | 0n | null => zeros[type] ?? null;

/** Makes a stub for each import, of its type and empty. Throws GuestError for what JavaScript cannot make. */
export function stubImports(stubs: readonly ImportStub[]): Imports {
  // A module may be called `__proto__`.
  const imports = Object.create(null) as Imports;
  for (const stub of stubs) {
    const from = (imports[stub.module] ??= Object.create(null) as Imports[string]);
    try {
      from[stub.name] = makeStub(stub);
    } catch (error) {
      throw guestErrorOf(error);
    }
  }
  return imports;
}

function makeStub(stub: ImportStub): ImportValue {
  switch (stub.kind) {
    case 'func':
      return makeFunction(stub.results);
    case 'memory':
      return new webAssembly.Memory({ ...limits(stub), shared: stub.shared });
    case 'table':
      // Left out, it would be undefined, which is no null reference.
      return new webAssembly.Table({ element: typeName(stub.element), ...limits(stub) }, null);
    case 'global':
      return new webAssembly.Global(
        { value: typeName(stub.type), mutable: stub.mutable },
        emptyValue(stub.type),
      );
    case 'tag':
      return new webAssembly.Tag({ parameters: stub.parameters });
  }
}

/** Several results come as a list ("ToWebAssemblyValue" of each), one as itself, none as undefined. */
function makeFunction(types: readonly string[]): () => unknown {
  const results = types.map(emptyValue);
  return results.length > 1 ? () => results : () => results[0];
}

/** Of one type JavaScript has kept the name that it had first ("ValueType"). */
const typeName = (type: string): string => (type === 'funcref' ? 'anyfunc' : type);

/** A 64-bit memory or table counts in BigInts, and says so. */
function limits({ min, max, is64 }: { min: number; max?: number; is64: boolean }): object {
  const count = is64 ? BigInt : Number;
  return {
    initial: count(min),
    ...(max === undefined ? {} : { maximum: count(max) }),
    ...(is64 ? { address: 'i64' } : {}),
  };
}

import type { V0Dyn, V0DynTrait, V0Fn, V0GenericArg, V0Path, V0Pattern, V0Type } from './v0-ast.ts';
import { printV0Const } from './print-v0-const.ts';
import { LimitReached, V0Writer } from './v0-writer.ts';

/**
 * Display text of a parsed v0 path, as rustc-demangle's `{:#}` gives it: no crate disambiguators, no type suffixes
 * on constants. Shared nodes may expand exponentially, so the text ends with `{size limit reached}` or
 * `{recursion limit reached}` when it grows too long.
 */
export function printV0(path: V0Path): string {
  const writer = new V0Writer();
  try {
    printPath(writer, path, true);
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    return writer.text + error.message;
  }
  return writer.text;
}

function printPath(writer: V0Writer, path: V0Path, inValue: boolean): void {
  writer.enter();
  switch (path.kind) {
    case 'crate':
      writer.write(path.name);
      break;
    case 'nested':
      printPath(writer, path.parent, inValue);
      if (isSpecial(path.namespace)) writer.write(`::${specialSegment(path)}`);
      else if (path.name !== '') writer.write(`::${path.name}`);
      break;
    case 'impl':
    case 'trait_method':
      writer.write('<');
      printType(writer, path.self);
      if (path.trait !== null) {
        writer.write(' as ');
        printPath(writer, path.trait, false);
      }
      writer.write('>');
      break;
    case 'generic':
      printPath(writer, path.base, inValue);
      writer.write(inValue ? '::<' : '<');
      writer.list(path.args, ', ', (arg) => printArg(writer, arg));
      writer.write('>');
      break;
  }
  writer.leave();
}

/** Upper-case namespaces are the compiler's own: they are shown in braces. */
export function isSpecial(namespace: string): boolean {
  return namespace >= 'A' && namespace <= 'Z';
}

/** The segment of a special namespace: `{closure#0}`, `{shim:vtable#0}`. */
export function specialSegment(path: { namespace: string; name: string; disambiguator: bigint }): string {
  const kind = path.namespace === 'C' ? 'closure' : path.namespace === 'S' ? 'shim' : path.namespace;
  return `{${kind}${path.name === '' ? '' : `:${path.name}`}#${path.disambiguator}}`;
}

function printArg(writer: V0Writer, arg: V0GenericArg): void {
  if (arg.kind === 'lifetime') writer.lifetime(arg.index);
  else if (arg.kind === 'const') printV0Const(writer, arg.value, false, printPath);
  else printType(writer, arg.type);
}

function printType(writer: V0Writer, type: V0Type): void {
  if (type.kind === 'basic') {
    writer.write(type.name);
    return;
  }
  writer.enter();
  switch (type.kind) {
    case 'path':
      printPath(writer, type.path, false);
      break;
    case 'ref':
      writer.write('&');
      if (type.lifetime !== 0) {
        writer.lifetime(type.lifetime);
        writer.write(' ');
      }
      if (type.mutable) writer.write('mut ');
      printType(writer, type.inner);
      break;
    case 'pointer':
      writer.write(type.mutable ? '*mut ' : '*const ');
      printType(writer, type.inner);
      break;
    case 'array':
      writer.write('[');
      printType(writer, type.inner);
      writer.write('; ');
      printV0Const(writer, type.length, true, printPath);
      writer.write(']');
      break;
    case 'slice':
      writer.write('[');
      printType(writer, type.inner);
      writer.write(']');
      break;
    case 'splat':
      writer.write('#[splat] ');
      printType(writer, type.inner);
      break;
    case 'tuple':
      writer.write('(');
      writer.list(type.items, ', ', (item) => printType(writer, item));
      writer.write(type.items.length === 1 ? ',)' : ')');
      break;
    case 'fn':
      writer.binder(type.binder, () => printFn(writer, type));
      break;
    case 'dyn':
      printDyn(writer, type);
      break;
    case 'pattern':
      printType(writer, type.inner);
      writer.write(' is ');
      printPattern(writer, type.pattern);
      break;
  }
  writer.leave();
}

function printFn(writer: V0Writer, fn: V0Fn): void {
  if (fn.unsafe) writer.write('unsafe ');
  if (fn.abi !== null) writer.write(`extern "${fn.abi}" `);
  writer.write('fn(');
  writer.list(fn.params, ', ', (param) => printType(writer, param));
  writer.write(')');
  if (fn.result.kind === 'basic' && fn.result.name === '()') return;
  writer.write(' -> ');
  printType(writer, fn.result);
}

function printDyn(writer: V0Writer, dyn: V0Dyn): void {
  writer.write('dyn ');
  writer.binder(dyn.binder, () => writer.list(dyn.traits, ' + ', (bound) => printDynTrait(writer, bound)));
  if (dyn.lifetime !== 0) {
    writer.write(' + ');
    writer.lifetime(dyn.lifetime);
  }
}

/** Associated items stand in the same `<…>` as the trait's own arguments. */
function printDynTrait(writer: V0Writer, bound: V0DynTrait): void {
  const { path, bindings } = bound;
  const args = path.kind === 'generic' ? path.args : [];
  printPath(writer, path.kind === 'generic' ? path.base : path, false);
  if (path.kind !== 'generic' && bindings.length === 0) return;
  writer.write('<');
  writer.list(args, ', ', (arg) => printArg(writer, arg));
  bindings.forEach((binding, index) => {
    // An empty argument list still gets its comma: rustc-demangle's text is the reference.
    writer.write(`${index > 0 || path.kind === 'generic' ? ', ' : ''}${binding.name} = `);
    printArg(writer, binding.value);
  });
  writer.write('>');
}

function printPattern(writer: V0Writer, pattern: V0Pattern): void {
  if (pattern.kind === 'range') {
    printV0Const(writer, pattern.start, false, printPath);
    writer.write('..=');
    printV0Const(writer, pattern.end, false, printPath);
  } else if (pattern.kind === 'or') {
    writer.list(pattern.items, ' | ', (item) => printPattern(writer, item));
  } else {
    writer.write('!null');
  }
}

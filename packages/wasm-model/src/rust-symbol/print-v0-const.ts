import type { V0Const, V0Path } from './v0-ast.ts';
import type { V0Writer } from './v0-writer.ts';

/**
 * Prints a constant. All but literals stand in braces in a generic argument; nested in another expression
 * (`inValue`) they need none.
 */
export function printV0Const(
  writer: V0Writer,
  value: V0Const,
  inValue: boolean,
  printPath: (writer: V0Writer, path: V0Path, inValue: boolean) => void,
): void {
  if (value.kind === 'literal') {
    writer.write(value.text);
    return;
  }
  const item = (inner: V0Const): void => printV0Const(writer, inner, true, printPath);
  writer.enter();
  if (!inValue) writer.write('{');
  switch (value.kind) {
    case 'str':
      writer.write(`*${value.text}`);
      break;
    case 'ref':
      writer.write(value.mutable ? '&mut ' : '&');
      item(value.inner);
      break;
    case 'array':
      writer.write('[');
      writer.list(value.items, ', ', item);
      writer.write(']');
      break;
    case 'tuple':
      writer.write('(');
      writer.list(value.items, ', ', item);
      writer.write(value.items.length === 1 ? ',)' : ')');
      break;
    case 'unit':
      printPath(writer, value.path, true);
      break;
    case 'call':
      printPath(writer, value.path, true);
      writer.write('(');
      writer.list(value.items, ', ', item);
      writer.write(')');
      break;
    case 'struct':
      printPath(writer, value.path, true);
      writer.write(' { ');
      writer.list(value.fields, ', ', (field) => {
        writer.write(`${field.name}: `);
        item(field.value);
      });
      writer.write(' }');
      break;
  }
  if (!inValue) writer.write('}');
  writer.leave();
}

import type { WasmModule } from '../frame/binary.ts';
import { EdgeCode } from './edge-kinds.ts';
import { EdgeList } from './edge-list.ts';
import type { InstructionCursor } from '../code/instruction-cursor.ts';
import { moduleFunctions } from '../module/module-functions.ts';
import { moduleGlobals } from '../module/module-globals.ts';
import { moduleTypes } from '../module/module-types.ts';
import { Opcode } from '../code/opcodes.ts';
import { PairNumbers } from '../frame/pair-numbers.ts';
import { ANY_TABLE, TableClasses } from './table-classes.ts';
import { WasmFormatError } from '../frame/wasm-format-error.ts';

/** What the linking instructions of a module lead to; targets from `functions.count` on are numbers of pairs. */
export class EdgeCollector {
  readonly edges: EdgeList;
  /** Per function whether a ref.func in code names it. */
  readonly referenced: Uint8Array;
  readonly tables: TableClasses;
  /** Pairs of a place as TableClasses numbers them and a type, or `allTypes`. */
  readonly pairs: PairNumbers;
  /** Stands for every type. */
  readonly allTypes: number;
  readonly #functions: number;
  readonly #canonical: Uint32Array;
  /** Per reference that a global starts with, the global, sorted. */
  readonly #globals: Uint32Array;

  constructor(module: WasmModule) {
    const types = moduleTypes(module);
    this.#functions = moduleFunctions(module).count;
    this.#canonical = types.canonical;
    this.#globals = moduleGlobals(module).references.globals;
    this.allTypes = types.count;
    this.edges = new EdgeList(this.#functions);
    this.referenced = new Uint8Array(this.#functions);
    this.tables = new TableClasses(module);
    this.pairs = new PairNumbers(types.count + 1);
  }

  visit(cursor: InstructionCursor): void {
    const { first, second, offset } = cursor;
    switch (cursor.opcode) {
      case Opcode.call:
        return this.#toFunction(first, EdgeCode.call, offset);
      case Opcode.returnCall:
        return this.#toFunction(first, EdgeCode.return_call, offset);
      case Opcode.refFunc:
        this.#toFunction(first, EdgeCode.ref_func, offset);
        this.referenced[first] = 1;
        return;
      case Opcode.callIndirect:
      case Opcode.returnCallIndirect:
        return this.#toPair(
          this.tables.placeOfTable(second, offset),
          this.#type(first, offset),
          EdgeCode.call_indirect,
        );
      case Opcode.callRef:
      case Opcode.returnCallRef:
        return this.#toPair(ANY_TABLE, this.#type(first, offset), EdgeCode.call_ref);
      case Opcode.contNew:
        // Whoever resumes it runs a function that was a reference here.
        return this.#toPair(ANY_TABLE, this.allTypes, EdgeCode.call_ref);
      case Opcode.globalGet:
      case Opcode.globalAtomicGet:
        return this.#globalGet(first);
      case Opcode.tableAtomicExchange:
      case Opcode.tableAtomicCompareExchange:
        this.tables.write(first, offset);
        return this.#toPair(this.tables.placeOfTable(first, offset), this.allTypes, EdgeCode.table_get);
      case Opcode.tableGet:
      case Opcode.tableAtomicGet:
        return this.#toPair(this.tables.placeOfTable(first, offset), this.allTypes, EdgeCode.table_get);
      case Opcode.arrayNewElem:
      case Opcode.arrayInitElem:
        return this.#toPair(this.tables.placeOfSegment(second, offset), this.allTypes, EdgeCode.array_elem);
      case Opcode.tableSet:
      case Opcode.tableAtomicSet:
      case Opcode.tableGrow:
      case Opcode.tableFill:
        return this.tables.write(first, offset);
      case Opcode.tableCopy:
        return this.tables.copy(first, second, offset);
      case Opcode.tableInit:
        return this.tables.fill(second, first, offset);
    }
  }

  #toFunction(index: number, kind: number, offset: number): void {
    const count = this.#functions;
    if (index >= count) {
      throw new WasmFormatError(offset, `function ${index} does not exist: there are ${count}`);
    }
    this.edges.add(index, kind);
  }

  #toPair(place: number, type: number, kind: number): void {
    this.edges.add(this.#functions + this.pairs.number(place, type), kind);
  }

  #type(index: number, offset: number): number {
    const type = this.#canonical[index];
    if (type !== undefined) return type;
    throw new WasmFormatError(offset, `type ${index} does not exist: there are ${this.#canonical.length}`);
  }

  #globalGet(global: number): void {
    const globals = this.#globals;
    let low = 0;
    let high = globals.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((globals[middle] as number) < global) low = middle + 1;
      else high = middle;
    }
    if (globals[low] === global) {
      this.#toPair(this.tables.placeOfGlobal(global), this.allTypes, EdgeCode.global_get);
    }
  }
}

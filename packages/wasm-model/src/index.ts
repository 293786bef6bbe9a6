export { WasmFormatError } from './wasm-format-error.ts';

export type { ReadLimits } from './read-wasm.ts';
export { readWasm } from './read-wasm.ts';
export type { ByteRange, Section, WasmBinary, WasmComponent, WasmModule } from './binary.ts';
export type { ComponentSectionName, CoreSectionName } from './section-ids.ts';

export type { Leaf } from './partition.ts';
export { partition } from './partition.ts';
export { customSections, findSection, sectionBytes } from './find-section.ts';
export type { CoreModule } from './core-modules.ts';
export { coreModules, mainCoreModule } from './core-modules.ts';
export type { StripOptions } from './strip-module.ts';
export { stripModule } from './strip-module.ts';

export type { Limits, MemoryType, TableType } from './limits.ts';
export type { GlobalType } from './global-type.ts';
export type { ConstantExpression } from './constant-expression.ts';
export { NO_FUNCTION } from './constant-expression.ts';
export type { ModuleTypes } from './module-types.ts';
export { moduleTypes } from './module-types.ts';
export type { ExternKind, Import, ImportDescription } from './module-imports.ts';
export { importsOf, moduleImports } from './module-imports.ts';
export type { Export } from './module-exports.ts';
export { moduleExports } from './module-exports.ts';
export type { ModuleFunctions } from './module-functions.ts';
export { moduleFunctions } from './module-functions.ts';
export type { Memory } from './module-memories.ts';
export { moduleMemories } from './module-memories.ts';
export type { Table } from './module-tables.ts';
export { moduleTables } from './module-tables.ts';
export type { Global } from './module-globals.ts';
export { moduleGlobals } from './module-globals.ts';
export type { Tag } from './module-tags.ts';
export { moduleTags } from './module-tags.ts';
export { moduleStart } from './module-start.ts';
export type { DataSegment } from './module-data.ts';
export { moduleData } from './module-data.ts';
export type { ElementSegment } from './module-elements.ts';
export { moduleElements } from './module-elements.ts';

export type { ModuleNames } from './module-names.ts';
export { moduleNames } from './module-names.ts';
export { NameMap } from './name-map.ts';
export { functionLabel } from './function-label.ts';
export type { Producer } from './producers.ts';
export { producers } from './producers.ts';
export type { TargetFeature } from './target-features.ts';
export { targetFeatures } from './target-features.ts';

export type { ComponentSort } from './component-sort.ts';
export type { ComponentExport, ComponentExtern } from './component-externs.ts';
export { componentExports, componentImports } from './component-externs.ts';
export type { ComponentNames } from './component-names.ts';
export { componentNames } from './component-names.ts';

export { Opcode } from './opcodes.ts';
export type { InstructionCursor } from './instruction-cursor.ts';
export { walkFunction } from './function-body.ts';
export type { CallGraph, EdgeKind } from './call-graph.ts';
export { callGraph, edgeKinds } from './call-graph.ts';
export { addressTaken } from './address-taken.ts';
export type { CallRoot } from './call-roots.ts';
export { callRoots } from './call-roots.ts';
export type { FunctionState, PathStep, Reachability } from './reachability.ts';
export { reachability } from './reachability.ts';

export type { RustPath, RustPathRole, RustSymbol } from './rust-symbol/types.ts';
export { parseRustSymbol } from './rust-symbol/parse-rust-symbol.ts';
export { parseRustPath } from './rust-symbol/parse-rust-path.ts';
export { findMention } from './rust-symbol/find-mention.ts';

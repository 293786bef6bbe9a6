export { WasmFormatError } from './frame/wasm-format-error.ts';

export { readWasm } from './frame/read-wasm.ts';
export { readWellFormed } from './component/read-well-formed.ts';
export type { Section, WasmBinary, WasmComponent, WasmModule } from './frame/binary.ts';
export type { CoreSectionName } from './frame/section-ids.ts';

export type { Leaf } from './graph/partition.ts';
export { partition } from './graph/partition.ts';
export { NO_INDEX } from './frame/item-table.ts';
export { binaryItems, itemsByBinary } from './frame/binary-items.ts';
export { customSectionRole } from './module/custom-section-role.ts';
export { customSections, findSection, sectionBytes } from './frame/find-section.ts';
export type { CoreModule } from './component/core-modules.ts';
export { coreModules, mainCoreModule } from './component/core-modules.ts';
export { stripModule } from './module/strip-module.ts';
export { rewriteSections } from './frame/rewrite-sections.ts';
export { unsignedLeb } from './frame/unsigned-leb.ts';

export { NO_FUNCTION } from './code/constant-expression.ts';
export { moduleTypes } from './module/module-types.ts';
export type { Signature } from './module/module-signatures.ts';
export { moduleSignatures } from './module/module-signatures.ts';
export type { Import } from './module/module-imports.ts';
export { importsOf, moduleImports } from './module/module-imports.ts';
export { moduleExports } from './module/module-exports.ts';
export type { ModuleFunctions } from './module/module-functions.ts';
export { moduleFunctions } from './module/module-functions.ts';
export { moduleMemories } from './module/module-memories.ts';
export { moduleTables } from './module/module-tables.ts';
export { moduleGlobals } from './module/module-globals.ts';
export { moduleTags } from './module/module-tags.ts';
export { moduleStart } from './module/module-start.ts';
export type { DataSegment } from './module/module-data.ts';
export { moduleData } from './module/module-data.ts';
export { moduleElements } from './module/module-elements.ts';

export { moduleNames } from './names/module-names.ts';
export { NameMap } from './names/name-map.ts';
export { functionLabel } from './names/function-label.ts';
export { producers } from './module/producers.ts';
export { targetFeatures } from './module/target-features.ts';

export { componentExports, componentImports } from './component/component-externs.ts';
export { componentNames } from './names/component-names.ts';

export { Opcode } from './code/opcodes.ts';
export type { InstructionCursor } from './code/instruction-cursor.ts';
export { walkBody, walkFunction } from './code/function-body.ts';
export { usedFeatures } from './code/used-features.ts';
export { unreadCode } from './code/unread-code.ts';
export type { CallGraph } from './graph/call-graph.ts';
export { callGraph } from './graph/call-graph.ts';
export { edgeKinds } from './graph/edge-kinds.ts';
export { addressTaken } from './graph/address-taken.ts';
export { callRoots } from './graph/call-roots.ts';
export { componentCore } from './component/component-core.ts';
export { indexSpaces } from './component/index-spaces.ts';
export type { GuestFacts, GuestShape } from './component/guest-shape.ts';
export { guestFacts } from './component/guest-shape.ts';
export { usedExports } from './component/used-exports.ts';
export type { FunctionState, PathStep } from './graph/reachability.ts';
export { reachability } from './graph/reachability.ts';
export type { WhyStep } from './graph/why-path.ts';
export { certaintyOf, whyPath } from './graph/why-path.ts';
export type { Rows } from './graph/dominator-tree.ts';
export { NO_NODE, dominatorTree } from './graph/dominator-tree.ts';
export { retention } from './graph/retention.ts';

export type { NameSymbol } from './symbol/symbol.ts';
export type { NameLanguage } from './symbol/name-language.ts';
export { nameLanguage } from './symbol/name-language.ts';
export { parseSymbol } from './symbol/parse-symbol.ts';
export { undecorate } from './symbol/undecorate.ts';
export { parseRustSymbol } from './rust-symbol/parse-rust-symbol.ts';
export { findMention } from './rust-symbol/find-mention.ts';

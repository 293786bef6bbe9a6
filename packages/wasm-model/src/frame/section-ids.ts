/** Names of the sections of a core module by their id (core spec 3.0, "Sections", 5.5.2; 14: the stringref proposal). */
export const coreSectionNames = [
  'custom',
  'type',
  'import',
  'function',
  'table',
  'memory',
  'global',
  'export',
  'start',
  'element',
  'code',
  'data',
  'data_count',
  'tag',
  'strings',
] as const;

/** Names of the sections of a component by their id (component-model Binary.md, "Component Definitions"). */
export const componentSectionNames = [
  'core:custom',
  'core_module',
  'core_instance',
  'core_type',
  'component',
  'instance',
  'alias',
  'type',
  'canon',
  'start',
  'import',
  'export',
  'value',
] as const;

export type CoreSectionName = (typeof coreSectionNames)[number];
export type ComponentSectionName = (typeof componentSectionNames)[number];

/** The order of the sections of a core module, custom ones aside, each at most once (core spec, "Modules", 5.5.17). */
const coreOrder: readonly CoreSectionName[] = [
  'type',
  'import',
  'function',
  'table',
  'memory',
  'tag',
  'strings',
  'global',
  'export',
  'start',
  'element',
  'data_count',
  'code',
  'data',
];

/** Where a section stands in a core module; -1 for custom sections, which stand anywhere. */
export const coreSectionRank = (name: CoreSectionName): number => coreOrder.indexOf(name);

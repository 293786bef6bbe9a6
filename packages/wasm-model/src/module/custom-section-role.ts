/** What a custom section is for; `other` when its name says nothing that is known. */
export const customSectionRoles = [
  'names',
  'debug_info',
  'source_map',
  'relocation',
  'linking',
  'dynamic_linking',
  'producers',
  'target_features',
  'component_type',
  'dependency_list',
  'build_id',
  'branch_hints',
  'other',
] as const;

export type CustomSectionRole = (typeof customSectionRoles)[number];

const exact = new Map<string, CustomSectionRole>([
  ['name', 'names'],
  ['component-name', 'names'],
  ['sourceMappingURL', 'source_map'],
  ['external_debug_info', 'debug_info'],
  ['linking', 'linking'],
  ['dylink', 'dynamic_linking'],
  ['dylink.0', 'dynamic_linking'],
  ['producers', 'producers'],
  ['target_features', 'target_features'],
  ['.dep-v0', 'dependency_list'],
  ['build_id', 'build_id'],
  ['metadata.code.branch_hint', 'branch_hints'],
]);

const prefixes: readonly (readonly [prefix: string, role: CustomSectionRole])[] = [
  ['.debug_', 'debug_info'],
  ['reloc.', 'relocation'],
  ['component-type', 'component_type'],
];

/**
 * What a custom section of that name is for: the core specification's appendix A.6, tool-conventions (Linking.md,
 * DynamicLinking.md, Debugging.md, ProducersSection.md, BuildId.md), the component model, cargo-auditable's `.dep-v0`.
 */
export function customSectionRole(customName: string): CustomSectionRole {
  const role = exact.get(customName);
  if (role !== undefined) return role;
  return prefixes.find(([prefix]) => customName.startsWith(prefix))?.[1] ?? 'other';
}
